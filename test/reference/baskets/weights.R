# Weights between baskets by numerical integration on the scale of rates, the definitions written out.
# Rscript weights.R > weights.json
options(digits = 15)
betas <- function(n, x, prior) cbind(prior[1] + x, prior[2] + n - x)
integral <- function(f) {
  breaks <- c(0, 1e-4, 1e-3, 0.01, 0.05, seq(0.1, 0.9, 0.05), 0.95, 0.99, 0.999, 0.9999, 1)
  sum(mapply(function(a, b) integrate(f, a, b, rel.tol = 1e-11, subdivisions = 2000L)$value, head(breaks, -1), tail(breaks, -1)))
}
divergence <- function(shape) {
  k <- nrow(shape)
  density <- function(p) sapply(seq_len(k), function(i) dbeta(p, shape[i, 1], shape[i, 2]))
  integral(function(p) {
    d <- matrix(density(p), ncol = k)
    m <- rowMeans(d)
    part <- ifelse(d > 0, d * log(d / m), 0)
    rowMeans(part) / log(k)
  })
}
hellinger <- function(n1, x1, n2, x2) {
  f <- function(p) dbeta(p, 1 + min(1, n2 / n1) * x1, 1 + min(1, n2 / n1) * (n1 - x1))
  g <- function(p) dbeta(p, 1 + min(1, n1 / n2) * x2, 1 + min(1, n1 / n2) * (n2 - x2))
  1 - sqrt(0.5 * integral(function(p) (sqrt(f(p)) - sqrt(g(p)))^2))
}
several <- list(
  list(n = c(15, 15, 15), x = c(3, 6, 8), prior = c(1, 1)),
  list(n = c(24, 10, 6, 18), x = c(2, 7, 0, 9), prior = c(0.5, 0.5)),
  list(n = c(40, 12, 25, 8, 30), x = c(10, 3, 6, 2, 8), prior = c(1, 2))
)
pairs <- list(c(15, 3, 15, 6), c(30, 12, 10, 1), c(8, 0, 24, 5), c(20, 20, 6, 3))
row <- function(v) paste0("[", paste(v, collapse = ", "), "]")
cat("{\n")
cat(sprintf('  "version": "%s",\n', R.version.string))
cat('  "divergences": [\n')
cat(paste(sapply(several, function(s) sprintf(
  '    { "n": %s, "x": %s, "prior": %s, "value": %.12f }',
  row(s$n), row(s$x), row(s$prior), divergence(betas(s$n, s$x, s$prior))
)), collapse = ",\n"))
cat('\n  ],\n  "hellinger": [\n')
cat(paste(sapply(pairs, function(p) sprintf('    { "pair": %s, "weight": %.12f }', row(p), do.call(hellinger, as.list(p)))), collapse = ",\n"))
cat("\n  ]\n}\n")
