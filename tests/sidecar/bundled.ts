import { bundleSidecar } from '../../scripts/bundle.mjs';

/** The tests that start the sidecar as a process share one bundle. */
export default bundleSidecar;
