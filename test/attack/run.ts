import { attackCommand } from './attack-command.ts';
import { attacks } from './attacks.ts';

const code = await attackCommand(process.argv.slice(2), attacks, {
  print: (line) => console.log(line),
  say: (line) => console.error(line),
});
// What an attack left behind must not keep the command from ending.
process.exit(code);
