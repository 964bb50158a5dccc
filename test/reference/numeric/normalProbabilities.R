# Bivariate and multivariate normal probabilities: `Rscript normalProbabilities.R` here writes normalProbabilities.json.
# Bivariate: mvtnorm's TVPACK, held against base R's integrate. More: mvtnorm's Miwa (numerical, 2048 steps) where the
# dimension allows, else closed forms.
source("json.R")
library(mvtnorm)

g <- expand.grid(h = c(-6, -2, -0.5, 0, 0.3, 1.96, 4), k = c(-3, -1, 0, 0.7, 2.24, 5),
                 r = c(-0.99, -0.93, -0.6, -0.2, 0, 0.3, 0.5, 0.77, 0.92, 0.95, 0.999))
upper <- mapply(function(h, k, r) pmvnorm(lower = c(h, k), sigma = matrix(c(1, r, r, 1), 2), algorithm = TVPACK(1e-15)), g$h, g$k, g$r)
integral <- mapply(function(h, k, r) {
  s <- sqrt(1 - r^2)
  f <- function(x) dnorm(x) * pnorm((k - r * x) / s, lower = FALSE)
  cuts <- sort(unique(c(h, pmin(pmax(c(k / r, k / r - 6 * s, k / r + 6 * s, 0), h), 12), 12)))
  cuts <- cuts[is.finite(cuts)]
  sum(mapply(function(a, b) integrate(f, a, b, rel.tol = 1e-13, abs.tol = 1e-16, subdivisions = 1000)$value, head(cuts, -1), tail(cuts, -1)))
}, g$h, g$k, g$r)
stopifnot(max(abs(upper - integral)) < 1e-13)

# Correlation of statistics at cumulative information t: sqrt(t_i / t_j); nested populations have the same form.
looks <- function(t) outer(t, t, function(a, b) sqrt(pmin(a, b) / pmax(a, b)))
case <- function(name, lower, upper, corr) {
  p <- pmvnorm(lower, upper, corr = corr, algorithm = Miwa(steps = 2048))
  list(lower = lower, upper = upper, correlation = as.vector(corr), probability = as.numeric(p))
}
equal <- function(n, r) diag(1 - r, n) + r
cases <- list(
  threeLooks = case("", rep(-Inf, 3), c(3.471, 2.454, 2.004), looks(c(1, 2, 3) / 3)),
  fourLooks = case("", rep(-Inf, 4), c(4.049, 2.863, 2.337, 2.024), looks((1:4) / 4)),
  dunnett = case("", rep(-Inf, 4), rep(2.16, 4), equal(4, 0.5)),
  box = case("", c(-1, -0.5, 0), c(1, 2, 1.5), matrix(c(1, 0.3, -0.2, 0.3, 1, 0.6, -0.2, 0.6, 1), 3)),
  tail = case("", c(3, 3, 2.5), rep(Inf, 3), equal(3, 0.7)),
  negative = case("", rep(-Inf, 4), c(1, 0.5, 2, 1.5), equal(4, -0.3))
)
write_json("normalProbabilities.json", list(
  bivariate = lapply(c(as.list(g), list(upper = upper)), function(v) structure(v, column = TRUE)),
  cases = cases
), packages = "mvtnorm")
