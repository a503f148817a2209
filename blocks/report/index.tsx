import { registerBlockType } from '@wordpress/blocks';
import type { BlockConfiguration } from '@wordpress/blocks';
import '../report-view/colours.css';
import '../report-view/report-view.css';
import '../report-view/data-table.css';
import '../report-view/chart.css';
import '../report-view/bar-chart.css';
import '../report-view/followed-report.css';
import './report.css';
import type { ReportAttributes } from './attributes';
import metadata from './block.json';
import { Edit } from './edit';

// TypeScript widens the strings of a JSON file; block.json's own schema holds them to
// what WordPress takes.
const configuration = metadata as BlockConfiguration< ReportAttributes >;

// PHP draws it: what a stranger gets must not depend on what is stored in the post.
registerBlockType( configuration, { edit: Edit, save: () => null } );
