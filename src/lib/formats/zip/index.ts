/** zip archives: written by fflate, read with every size and name checked first. */
export { readZip, type ZipLimits } from './read';
export { writeZip } from './write';
export { crc32 } from './crc32';
