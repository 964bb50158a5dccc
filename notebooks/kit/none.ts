// Stands where a package asks for a module of Node that it can do without.
export default {};
