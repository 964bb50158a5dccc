# Distribution functions over a wide grid, far tails included: `Rscript distributionFunctions.R` in this folder writes
# distributionFunctions.json. Each table holds columns of one length; a value is dropped where it underflows.
source("json.R")

table <- function(arguments, ..., keep = TRUE) {
  values <- list(...)
  ok <- Reduce(`&`, lapply(values, is.finite), rep_len(keep, nrow(arguments)))
  lapply(c(as.list(arguments), values), function(v) structure(v[ok], column = TRUE))
}
tails <- c(1e-250, 1e-100, 1e-30, 1e-15, 1e-8, 1e-4, 0.01, 0.025, 0.2, 0.45, 0.5, 0.6, 0.9, 0.975, 0.999, 1 - 1e-9, 1 - 1e-14)
# Arguments that stand at the tail probabilities p of a law, so that every law is asked where its mass is.
at <- function(p, ...) expand.grid(p = p, ..., KEEP.OUT.ATTRS = FALSE)

# Beyond 37.5 R's pnorm is 0 or 1 by its own rule.
g <- data.frame(x = c(-37.5, -30, -20, -10, -8, -6, seq(-5, 5, by = 0.25), 6, 8, 10, 20, 30, 37.5, 1e-10, -1e-10))
normal <- table(g, cdf = pnorm(g$x), upper = pnorm(g$x, lower = FALSE), density = dnorm(g$x))
g <- data.frame(p = c(1e-300, tails, 1e-12, 0.0748, 0.0752, 0.425, 0.575, 0.9248, 0.9252))
normal_quantile <- table(g, lower = qnorm(g$p), upper = qnorm(g$p, lower = FALSE))

dof <- c(0.5, 1, 2, 3.7, 5, 10, 30, 99, 250, 1000, 1e4, 1e6)
g <- at(tails, df = dof); g$x <- qt(g$p, g$df)
g <- g[is.finite(g$x) & abs(g$x) < 1e100, ]
t <- table(g[c("x", "df")], cdf = pt(g$x, g$df), upper = pt(g$x, g$df, lower = FALSE))
# At the median R's qt gives 1e-16 for 0; with half a degree of freedom its upper quantiles are up to 2 % off its own pt.
g <- at(setdiff(tails[tails > 1e-20], 0.5), df = dof[-1])
t_quantile <- table(g, quantile = qt(g$p, g$df), upper = qt(g$p, g$df, lower = FALSE))

g <- at(tails, df = c(0.5, 1, 2, 3, 4.5, 7, 20, 100, 999, 1e4)); g$x <- qchisq(g$p, g$df, lower = FALSE)
chi_square <- table(g[c("x", "df")], cdf = pchisq(g$x, g$df), upper = pchisq(g$x, g$df, lower = FALSE), keep = g$x > 0)
g <- at(tails, df = c(0.5, 1, 2, 3, 4.5, 7, 20, 100, 999, 1e4))
chi_square_quantile <- table(g, upper = qchisq(g$p, g$df, lower = FALSE), keep = qchisq(g$p, g$df, lower = FALSE) > 1e-200)

g <- at(tails, df1 = c(1, 2, 5, 40, 300), df2 = c(1, 3, 12, 200, 5000)); g$x <- qf(g$p, g$df1, g$df2, lower = FALSE)
f <- table(g[c("x", "df1", "df2")], cdf = pf(g$x, g$df1, g$df2), upper = pf(g$x, g$df1, g$df2, lower = FALSE),
           keep = is.finite(g$x) & g$x > 1e-150 & g$x < 1e150)

g <- at(tails, a = c(0.5, 1, 2, 7.5, 60, 900), b = c(0.5, 1, 3, 22, 450, 8000)); g$x <- qbeta(g$p, g$a, g$b)
beta <- table(g[c("x", "a", "b")], cdf = pbeta(g$x, g$a, g$b), upper = pbeta(g$x, g$a, g$b, lower = FALSE),
              keep = g$x > 1e-150 & g$x < 1)
g <- at(tails[tails > 1e-20], a = c(0.5, 1, 2, 7.5, 60, 900), b = c(0.5, 1, 3, 22, 450, 8000))
beta_quantile <- table(g, quantile = qbeta(g$p, g$a, g$b), keep = qbeta(g$p, g$a, g$b) > 1e-150 & qbeta(g$p, g$a, g$b) < 1)

g <- at(tails, shape = c(0.1, 0.5, 1, 2.5, 9, 40, 200.5, 1000, 20000), rate = c(0.02, 1, 7))
g$x <- qgamma(g$p, g$shape, g$rate, lower = FALSE)
gamma <- table(g[c("x", "shape", "rate")], cdf = pgamma(g$x, g$shape, g$rate), upper = pgamma(g$x, g$shape, g$rate, lower = FALSE),
               keep = g$x > 1e-200)
g <- at(tails, shape = c(0.1, 0.5, 1, 2.5, 9, 40, 200.5, 1000, 20000), rate = c(0.02, 1, 7))
gamma_quantile <- table(g, quantile = qgamma(g$p, g$shape, g$rate), keep = qgamma(g$p, g$shape, g$rate) > 1e-200)

g <- unique(rbind(
  within(at(tails, n = c(1, 2, 10, 55, 200, 1000, 10000), prob = c(1e-4, 0.02, 0.3, 0.5, 0.77, 0.999)), x <- qbinom(p, n, prob)),
  data.frame(p = 0, n = 100, prob = 0.3, x = 0:100)
)[c("x", "n", "prob")])
binomial <- table(g, pmf = dbinom(g$x, g$n, g$prob), cdf = pbinom(g$x, g$n, g$prob),
                  upper = pbinom(g$x - 1, g$n, g$prob, lower = FALSE))

g <- expand.grid(p = tails, total = c(20, 150, 1000, 10000), share = c(0.05, 0.4, 0.5, 0.9), drawn = c(0.02, 0.5, 0.7))
g <- data.frame(total = g$total, marked = round(g$total * g$share), drawn = pmax(1, round(g$total * g$drawn)), p = g$p)
g$x <- qhyper(g$p, g$marked, g$total - g$marked, g$drawn)
g <- unique(g[c("x", "total", "marked", "drawn")])
hypergeometric <- table(g, pmf = dhyper(g$x, g$marked, g$total - g$marked, g$drawn),
                        cdf = phyper(g$x, g$marked, g$total - g$marked, g$drawn),
                        upper = phyper(g$x - 1, g$marked, g$total - g$marked, g$drawn, lower = FALSE))

g <- at(tails, mean = c(0.01, 0.7, 3, 20, 150, 1000, 20000)); g$x <- qpois(g$p, g$mean)
g <- unique(g[c("x", "mean")])
poisson <- table(g, pmf = dpois(g$x, g$mean), cdf = ppois(g$x, g$mean), upper = ppois(g$x - 1, g$mean, lower = FALSE))

g <- at(tails, size = c(1, 5, 55, 400), prob = c(0.003, 0.1, 0.5, 0.95)); g$x <- qnbinom(g$p, g$size, g$prob)
g <- unique(g[c("x", "size", "prob")])
negative_binomial <- table(g, pmf = dnbinom(g$x, g$size, g$prob), cdf = pnbinom(g$x, g$size, g$prob))

write_json("distributionFunctions.json", list(
  normal = normal, normalQuantile = normal_quantile, t = t, tQuantile = t_quantile,
  chiSquare = chi_square, chiSquareQuantile = chi_square_quantile, f = f, beta = beta, betaQuantile = beta_quantile,
  gamma = gamma, gammaQuantile = gamma_quantile, binomial = binomial, hypergeometric = hypergeometric, poisson = poisson,
  negativeBinomial = negative_binomial
))
