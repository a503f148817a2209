import { statfs } from 'node:fs/promises';

/** Linux's numbers of file systems whose files several machines may hold, where WAL's shared memory breaks. */
const networkFileSystems: Record< number, string > = {
	0x6969: 'NFS',
	0xff534d42: 'CIFS',
	0x517b: 'SMB',
	0xfe534d42: 'SMB2',
	0x01021997: '9P',
	0x65735546: 'FUSE',
};

/** What answers for a folder's file system, as node:fs does. */
export type AskFileSystem = ( folder: string ) => Promise< { type: number } >;

/** The name of the network file system that a folder lies on; null: a disk of this machine. */
export async function networkFileSystemOf(
	folder: string,
	ask: AskFileSystem = statfs
): Promise< string | null > {
	if ( process.platform !== 'linux' ) {
		return null;
	}
	const { type } = await ask( folder );
	return networkFileSystems[ type ] ?? null;
}
