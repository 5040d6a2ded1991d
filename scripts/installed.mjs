import fs from 'node:fs';

/**
 * Whether node_modules already holds what package-lock.json asks for on this machine. npm keeps its own record of what it installed;
 * comparing the two saves a reinstall after `npm ci` or `npm install` by hand, which would pull the packages away under running programs.
 * npm may leave out an optional package (one that wants a newer Node), so of those only the system's kind is checked: packages copied
 * from another system bring the binaries of that one.
 */
export function isInstalled() {
  if (!fs.existsSync('node_modules/.package-lock.json')) return false;
  const present = packagesOf('node_modules/.package-lock.json');
  const wanted = Object.entries(packagesOf('package-lock.json')).filter(([location, entry]) => location !== '' && fitsThisMachine(entry));
  const isPresent = (/** @type {[string, LockEntry]} */ [location, { version }]) => present[location]?.version === version && fs.existsSync(location);
  const binaries = wanted.filter(([, entry]) => entry.optional && entry.os !== undefined);
  return wanted.every((item) => isPresent(item) || (item[1].optional && present[item[0]] === undefined)) && binaries.some(isPresent);
}

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockEntry */

/**
 * @param {string} file
 * @returns {Record<string, LockEntry>}
 */
function packagesOf(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
}

/** @param {LockEntry} entry */
function fitsThisMachine({ os, cpu, libc }) {
  return allows(os, process.platform) && allows(cpu, process.arch) && (process.platform !== 'linux' || allows(libc, libcName()));
}

/**
 * @param {string[] | undefined} list names, or names to exclude with a leading `!`
 * @param {string} name
 */
function allows(list, name) {
  if (list === undefined) return true;
  return list.some((item) => item.startsWith('!')) ? !list.includes(`!${name}`) : list.includes(name);
}

let knownLibc = '';

function libcName() {
  if (knownLibc === '') {
    const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
    knownLibc = report.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
  }
  return knownLibc;
}
