// The floor that everything is measured against: bare Node reads a file and prints.
console.log(require('node:fs').readFileSync(__filename, 'utf8').length);
