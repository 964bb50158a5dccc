# Empirical-Bayes estimates of subgroups by a linear mixed model written out as matrices, and the bias of the largest of several
# correlated normals by mvtnorm's moments and by integration: other roads to src/analyses/{shrinkage,selectionCorrection}.ts.
# Run: Rscript make.R > values.json   (R version and packages are written into the file)
suppressMessages(library(mvtnorm))

# d ~ N(0, diag(s^2) + tau^2 I): tau^2 solves sum d^2 / s^2 = E[sum d^2 / s^2], by uniroot; the best linear predictor of the
# subgroup effect by matrices, cov(effect, d) var(d)^-1 d.
shrunken <- function(estimate, se, whole, wholeSe) {
  d <- estimate - whole
  s2 <- se^2 - wholeSe^2
  excess <- function(tau2) sum(diag(solve(diag(s2, length(s2)), diag(s2, length(s2)) + diag(tau2, length(s2))))) - sum(d^2 / s2)
  tau2 <- if (excess(0) >= 0) 0 else uniroot(excess, c(0, 1e4), tol = 1e-14)$root
  G <- diag(tau2, length(d)); V <- G + diag(s2, length(d))
  u <- as.vector(G %*% solve(V, d))
  posterior <- diag(G - G %*% solve(V, G))
  list(estimate = whole + u, se = sqrt(wholeSe^2 + posterior))
}

cases <- list(
  list(estimate = c(-0.6, 0), se = c(0.15, 0.15), whole = -0.3, wholeSe = 0.106),
  list(estimate = c(-0.55, -0.05, -0.2, -0.31), se = c(0.18, 0.2, 0.19, 0.21), whole = -0.22, wholeSe = 0.115),
  list(estimate = c(-0.9, 0.3, -0.1), se = c(0.22, 0.3, 0.25), whole = -0.25, wholeSe = 0.12),
  list(estimate = c(0.31), se = c(0.2), whole = -0.25, wholeSe = 0.12)
)

# E[Y_k - z_k | Y_k is the largest]: the integral over y of (y - z_k) dnorm(y - z_k) P(all others below y | Y_k = y).
correction <- function(z, R, k) {
  m <- length(z); o <- setdiff(seq_len(m), k)
  S <- R[o, o, drop = FALSE] - R[o, k] %o% R[o, k]
  below <- function(y) {
    mean <- z[o] + R[o, k] * (y - z[k])
    if (length(o) == 1) pnorm((y - mean) / sqrt(S[1, 1]))
    else as.numeric(pmvnorm(upper = y, mean = mean, sigma = S, algorithm = TVPACK(abseps = 1e-10)))
  }
  f <- function(y) sapply(y, below) * dnorm(y - z[k])
  a <- z[k] - 9; b <- z[k] + 9
  top <- integrate(function(y) (y - z[k]) * f(y), a, b, rel.tol = 1e-8, subdivisions = 400)$value
  top / integrate(f, a, b, rel.tol = 1e-8, subdivisions = 400)$value
}
R2 <- matrix(c(1, 0.5, 0.5, 1), 2)
R4 <- matrix(c(1, .4, .3, .2, .4, 1, .5, .4, .3, .5, 1, .6, .2, .4, .6, 1), 4)
R3 <- R4[1:3, 1:3]
z <- list(c(2, 1.2), c(1.8, 1.7, 0.4), c(2.4, 2.1, 1.9, -0.3), c(0.5, 0.4, 0.3, 0.2))
Rs <- list(R2, R3, R4, R4)
num <- function(x) paste0("[", paste(trimws(formatC(x, digits = 12, format = "g")), collapse = ", "), "]")
cat("{\n  \"versions\": \"", R.version.string, ", mvtnorm ", as.character(packageVersion("mvtnorm")), "\",\n  \"shrunken\": [\n", sep = "")
cat(paste(sapply(cases, function(c) { s <- do.call(shrunken, c)
  sprintf("    {\"estimate\": %s, \"se\": %s, \"whole\": %g, \"wholeSe\": %g, \"shrunken\": %s, \"shrunkenSe\": %s}", num(c$estimate), num(c$se), c$whole, c$wholeSe, num(s$estimate), num(s$se)) }), collapse = ",\n"), "\n  ],\n  \"corrections\": [\n", sep = "")
cat(paste(mapply(function(z, R) sprintf("    {\"z\": %s, \"correlation\": [%s], \"of\": %s}", num(z), paste(apply(R, 1, num), collapse = ", "), num(sapply(seq_along(z), function(k) correction(z, R, k)))), z, Rs), collapse = ",\n"), "\n  ]\n}\n", sep = "")
