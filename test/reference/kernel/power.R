# Exact powers of tests of fixed numbers of patients, one-sided 0.025, by enumeration of all tables and by the noncentral t law.
# Base R only. Rscript test/reference/kernel/power.R > test/reference/kernel/power.json
alpha <- 0.025
bound <- qnorm(1 - alpha)
edge <- 1e-9 # a z at the bound but for rounding rejects

# Two rates, n patients an arm: all tables x1, x0.
rates <- function(n1, n0, p1, p0) {
  g <- expand.grid(x1 = 0:n1, x0 = 0:n0)
  g$p <- dbinom(g$x1, n1, p1) * dbinom(g$x0, n0, p0)
  m <- g$x1 + g$x0
  pooled <- m / (n1 + n0)
  se <- sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
  z <- ifelse(se == 0, 0, (g$x1 / n1 - g$x0 / n0) / se)
  fisher <- phyper(g$x1 - 1, n1, n0, m, lower.tail = FALSE)
  c(score = sum(g$p[z >= bound - edge]), fisher = sum(g$p[fisher <= alpha * (1 + edge)]))
}

# Difference of the differences of rates in M+ and M-, n patients a cell, Wald z with unpooled variances (0/0 does not reject).
interaction <- function(n, positive1, positive0, negative1, negative0) {
  arm <- function(p1, p0) {
    g <- expand.grid(x1 = 0:n, x0 = 0:n)
    a <- g$x1 / n
    b <- g$x0 / n
    data.frame(p = dbinom(g$x1, n, p1) * dbinom(g$x0, n, p0), d = a - b, v = (a * (1 - a) + b * (1 - b)) / n)
  }
  plus <- arm(positive1, positive0)
  minus <- arm(negative1, negative0)
  power <- 0
  for (i in seq_len(nrow(plus))) {
    v <- plus$v[i] + minus$v
    d <- plus$d[i] - minus$d
    reject <- v > 0 & d / sqrt(v) >= bound - edge
    power <- power + plus$p[i] * sum(minus$p[reject])
  }
  power
}

t_power <- function(n1, n0, delta, sd)
  pt(qt(1 - alpha, n1 + n0 - 2), n1 + n0 - 2, delta / (sd * sqrt(1 / n1 + 1 / n0)), lower.tail = FALSE)

even <- rates(40, 40, 0.6, 0.3)
uneven <- rates(40, 20, 0.65, 0.3)
cat(sprintf('{
  "made by": "power.R, R %s.%s",
  "rates, 40 and 40, 0.6 and 0.3": {"score": %.15g, "fisher": %.15g},
  "rates, 40 and 20, 0.65 and 0.3": {"score": %.15g, "fisher": %.15g},
  "interaction, 20 a cell, 0.8 and 0.3 against 0.4 and 0.4": %.15g,
  "t test, 24 and 24, difference 8, sd 10": %.15g,
  "t test, 40 and 20, difference 8, sd 10": %.15g
}
', R.version$major, R.version$minor, even[1], even[2], uneven[1], uneven[2],
  interaction(20, 0.8, 0.3, 0.4, 0.4), t_power(24, 24, 8, 10), t_power(40, 20, 8, 10)))
