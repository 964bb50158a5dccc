# A small JSON writer for the reference values: 17 significant digits; NaN, Inf and -Inf as text.
json <- function(x) {
  if (is.list(x)) {
    items <- vapply(x, json, "")
    if (is.null(names(x))) return(paste0("[", paste(items, collapse = ", "), "]"))
    return(paste0("{", paste(sprintf('"%s": %s', names(x), items), collapse = ", "), "}"))
  }
  if (is.character(x)) items <- sprintf('"%s"', x)
  else items <- ifelse(is.nan(x) | is.na(x), '"NaN"', ifelse(is.infinite(x), ifelse(x > 0, '"Infinity"', '"-Infinity"'), sprintf("%.17g", x)))
  if (length(items) == 1 && !inherits(x, "AsIs")) items else paste0("[", paste(items, collapse = ", "), "]")
}
provenance <- function(script, packages = character()) {
  c(list(script = script, R = R.version$version.string), setNames(lapply(packages, function(p) as.character(packageVersion(p))), packages))
}
# One entry a line at the second level, so that a change shows in a diff.
write_json <- function(file, x) {
  parts <- vapply(names(x), function(n) {
    v <- x[[n]]
    if (is.list(v) && is.null(names(v))) sprintf('  "%s": [\n    %s\n  ]', n, paste(vapply(v, json, ""), collapse = ",\n    "))
    else sprintf('  "%s": %s', n, json(v))
  }, "")
  writeLines(paste0("{\n", paste(parts, collapse = ",\n"), "\n}"), file)
}
