# Writes a named list of numeric vectors and strings as JSON, 17 digits, with the versions that made it.
number <- function(v) ifelse(is.na(v), '"NaN"', ifelse(v == Inf, '"Infinity"', ifelse(v == -Inf, '"-Infinity"', sprintf("%.17g", as.numeric(v)))))
value <- function(v) {
  if (is.list(v)) {
    return(paste0("{", paste0('"', names(v), '": ', vapply(v, value, ""), collapse = ",\n"), "}"))
  }
  text <- if (is.character(v)) paste0('"', v, '"') else number(v)
  if (length(v) == 1 && is.null(attr(v, "column"))) text else paste0("[", paste(text, collapse = ", "), "]")
}
write_json <- function(file, data, packages = character()) {
  versions <- c(R = R.version.string, vapply(packages, function(p) as.character(packageVersion(p)), ""))
  cat(value(c(list(versions = as.list(versions)), data)), "\n", sep = "", file = file)
}
