// Runs after `npm ci` and `npm install`: notes which lockfile the complete node_modules belongs to.
import { stampInstallation } from './lib/install.mjs';

stampInstallation();
