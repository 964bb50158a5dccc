# Wilson's score interval at 95 %, without continuity correction: prop.test of base R.
# Rscript test/reference/kernel/wilson.R > test/reference/kernel/wilson.json
cases <- list(c(8, 10), c(50, 100), c(0, 10), c(10, 10), c(1, 1000), c(2499, 10000), c(0, 1), c(99999, 100000))
rows <- vapply(cases, function(case) {
  interval <- suppressWarnings(prop.test(case[1], case[2], correct = FALSE))$conf.int
  sprintf('    {"x": %d, "n": %d, "lower": %.15g, "upper": %.15g}', case[1], case[2], interval[1], interval[2])
}, "")
cat(sprintf('{\n  "made by": "wilson.R, R %s.%s",\n  "intervals": [\n%s\n  ]\n}\n',
            R.version$major, R.version$minor, paste(rows, collapse = ",\n")))
