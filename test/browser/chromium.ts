import type { LaunchOptions } from 'puppeteer-core';

/** How every browser test starts its browser: alone, with a profile of its own, speaking to nobody. */
export const launchOptions = (executablePath: string, userDataDir: string): LaunchOptions => ({
  executablePath,
  headless: true,
  userDataDir,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
