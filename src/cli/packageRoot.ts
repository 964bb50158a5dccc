/** The folder of the package: of the checkout, or where it is installed. */
export const PACKAGE_ROOT = new URL('../../', import.meta.url);
