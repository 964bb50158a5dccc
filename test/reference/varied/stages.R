# Single arms and group-sequential designs at inputs drawn at random: `Rscript stages.R` in this folder writes stages.json.
# Single arms: brute-force search and sums of dbinom. Looks: rpact's bounds, and the exits of any bounds by mvtnorm.
suppressMessages({library(rpact); library(mvtnorm); library(jsonlite)})
set.seed(20261122)
times <- function(n, f) lapply(seq_len(n), function(i) f(i))
pick <- function(x) x[[sample.int(length(x), 1)]]
u <- function(a, b) signif(runif(1, a, b), 4)

# ---- 3. single arms -------------------------------------------------------------------------------------------------
ahern <- function(p0, p1, a, b) for (n in 1:600) { r <- qbinom(1 - a, n, p0) + 1
  if (r <= n && 1 - pbinom(r - 1, n, p1) >= b) return(list(n = n, r = r, alpha = 1 - pbinom(r - 1, n, p0), power = 1 - pbinom(r - 1, n, p1))) }
oneStage <- Filter(function(x) !is.null(x$n), times(30, function(i) { p0 <- pick(c(0.01, 0.02, u(0.03, 0.7), u(0.8, 0.9))); p1 <- min(0.99, p0 + u(0.08, 0.3))
  a <- pick(c(0.005, 0.025, 0.05, 0.1, 0.2)); b <- pick(c(0.7, 0.8, 0.9, 0.95)); c(list(p0 = p0, p1 = p1, aim = a, beta = 1 - b), ahern(p0, p1, a, b)) }))
# Every r1, n1, n; for each the smallest r with the level, then its power.
simon <- function(p0, p1, a, b, most) {
  best <- NULL
  for (n in 2:most) for (n1 in 1:(n - 1)) {
    x <- 0:n1; m <- n - n1; d0 <- dbinom(x, n1, p0); d1 <- dbinom(x, n1, p1)
    for (r1 in 0:(n1 - 1)) {
      pet <- pbinom(r1, n1, p0); if (1 - pbinom(r1, n1, p1) < b) break
      go <- x > r1
      f0 <- function(r) sum(d0[go] * (1 - pbinom(r - x[go], m, p0)))
      lo <- r1; hi <- n # smallest r with level <= a
      while (lo < hi) { k <- (lo + hi) %/% 2; if (f0(k) <= a) hi <- k else lo <- k + 1 }
      pw <- sum(d1[go] * (1 - pbinom(lo - x[go], m, p1)))
      if (pw >= b) best <- rbind(best, data.frame(r1 = r1, n1 = n1, r = lo, n = n, EN = n1 + (1 - pet) * m, PET = pet, alpha = f0(lo), power = pw))
    }
  }
  best
}
twoStage <- times(10, function(i) { p0 <- pick(c(0.02, u(0.05, 0.5), 0.75)); p1 <- min(0.98, p0 + pick(c(0.2, 0.25))); a <- pick(c(0.025, 0.05, 0.1, 0.2)); b <- pick(c(0.7, 0.8, 0.85))
  s <- ahern(p0, p1, a, b); all <- simon(p0, p1, a, b, min(48, ceiling(1.35 * s$n) + 4))
  o <- all[order(all$EN, all$n), ][1, ]; m <- all[order(all$n, all$EN), ][1, ]
  list(p0 = p0, p1 = p1, aim = a, beta = 1 - b, optimal = as.list(o), minimax = as.list(m)) })
limits <- times(30, function(i) { n <- sample(c(1, 2, 5, 17, 100, 1000), 1); x <- pick(c(0, n, sample(0:n, 1))); l <- pick(c(0.5, 0.8, 0.9, 0.95, 0.999))
  t <- binom.test(x, n, conf.level = l)$conf.int; list(x = x, n = n, level = l, lower = t[1], upper = t[2]) })
false <- times(20, function(i) { n <- sample(5:150, 1); h <- u(0.02, 0.6); t <- min(0.99, h + u(0, 0.3)); a <- pick(c(0.01, 0.025, 0.05, 0.1)); r <- qbinom(1 - a, n, h) + 1
  list(n = n, historical = h, rate = t, aim = a, r = r, alpha = 1 - pbinom(r - 1, n, h), claim = 1 - pbinom(r - 1, n, t)) })

# ---- 4. looks -------------------------------------------------------------------------------------------------------
rates <- function(k) { t <- cumsum(runif(k, 0.3, 1)); signif(t / t[k], 3) }
# rpact loses up to 4e-4 of a bound where ten looks are near each other; there bounds and drift are found here, by recursion over the
# law of the score on 400 Gauss-Legendre nodes: with 300 nodes the same to 1e-11.
gl <- local({ k <- 1:399; J <- matrix(0, 400, 400); J[cbind(k, k + 1)] <- J[cbind(k + 1, k)] <- k / sqrt(4 * k^2 - 1); e <- eigen(J, symmetric = TRUE)
  list(x = e$values, w = 2 * e$vectors[1, ]^2) })
walk <- function(t, drift, next_up, two) { # next_up(k, tail) gives the bound of look k; returns bounds and exits upwards
  up <- out <- numeric(length(t)); x <- w <- NULL
  for (k in seq_along(t)) {
    gap <- if (k == 1) t[1] else t[k] - t[k - 1]
    tail <- if (k == 1) function(z) pnorm((z * sqrt(t[1]) - drift * gap) / sqrt(gap), lower.tail = FALSE) else
      function(z) sum(w * pnorm((z * sqrt(t[k]) - x - drift * gap) / sqrt(gap), lower.tail = FALSE))
    up[k] <- next_up(k, tail); out[k] <- tail(up[k])
    hi <- min(up[k] * sqrt(t[k]), drift * t[k] + 9 * sqrt(t[k])); lo <- max(if (two) -up[k] * sqrt(t[k]) else -Inf, drift * t[k] - 9 * sqrt(t[k]))
    y <- lo + (hi - lo) * (gl$x + 1) / 2; g <- (hi - lo) / 2 * gl$w
    f <- if (k == 1) dnorm(y, drift * gap, sqrt(gap)) else as.vector(dnorm(outer(y, x, "-"), drift * gap, sqrt(gap)) %*% w)
    x <- y; w <- g * f
  }
  list(up = up, out = out)
}
recursion <- function(t, spent, two, power) {
  before <- c(0, spent)
  up <- walk(t, 0, function(k, tail) if (before[k + 1] - before[k] < 1e-15) Inf else
    uniroot(function(z) log(tail(z)) - log(before[k + 1] - before[k]), c(-2, 8.2), tol = 1e-13)$root, two)$up
  at <- function(d) walk(t, d, function(k, tail) up[k], two)$out
  drift <- uniroot(function(d) sum(at(d)) - power, c(0.1, 9), tol = 1e-11)$root
  n <- function(d) { o <- at(d) + (if (two) at(-d) else 0); t[length(t)] - sum(o[-length(t)] * (t[length(t)] - t[-length(t)])) }
  fixed <- (qnorm(1 - spent[length(t)]) + qnorm(power))^2
  list(upper = up, inflation = drift^2 / fixed, shift = drift^2, asnAlternative = drift^2 / fixed * n(drift), asnNone = drift^2 / fixed * n(0))
}
design <- function(i) {
  k <- pick(c(2, 2, 3, 4, 6, 10)); t <- if (i %% 3 == 0) (1:k) / k else rates(k)
  if (i %% 10 == 0) t <- c(0.02, 0.05, 1)[(4 - min(k, 3)):3]; k <- length(t)
  sided <- pick(c(1, 1, 2)); a <- pick(c(0.001, 0.005, 0.025, 0.05, 0.1)) * sided; b <- pick(c(0.05, 0.1, 0.2, 0.3))
  type <- pick(c("OF", "P", "WT", "asOF", "asP", "asHSD", "asKD", "asUser"))
  args <- list(kMax = k, informationRates = t, sided = sided, alpha = a, beta = b, typeOfDesign = type, tolerance = 1e-10)
  if (type == "WT") args$deltaWT <- u(0, 0.5)
  if (type == "asHSD") args$gammaA <- u(-5, 3)
  if (type == "asKD") args$gammaA <- u(0.5, 4)
  if (type == "asUser") { if (sided == 2) { args$sided <- sided <- 1; args$alpha <- a <- a / 2 }; args$userAlphaSpending <- signif(cumsum({ w <- runif(k); w / sum(w) }) * a, 12); args$userAlphaSpending[k] <- a }
  d <- do.call(getDesignGroupSequential, args); ch <- getDesignCharacteristics(d)
  out <- list(type = type, times = t, sided = sided, alpha = a, beta = b, delta = args$deltaWT, gamma = args$gammaA, spent = args$userAlphaSpending,
       upper = d$criticalValues, levels = d$stageLevels, inflation = ch$inflationFactor, asnAlternative = ch$averageSampleNumber1,
       asnNone = ch$averageSampleNumber0, shift = ch$shift, by = "rpact")
  if (min(diff(c(0, t))) < 0.1 && grepl("^as", type)) { # spending: what rpact spends is a formula
    own <- recursion(t, d$alphaSpent / sided, sided == 2, 1 - b); out[names(own)] <- own; out$by <- "recursion" }
  out
}
looks <- Filter(Negate(is.null), times(60, function(i) tryCatch(design(i), error = function(e) { message(conditionMessage(e)); NULL })))
# Exit probabilities of arbitrary bounds, four looks: Miwa's algorithm on boxes.
exits <- times(16, function(i) { k <- pick(2:4); t <- rates(k); up <- sort(runif(k, 1.5, 3.5), decreasing = TRUE); lo <- pick(list(rep(-Inf, k), c(sort(runif(k - 1, -1.5, 1)), up[k])))
  drift <- u(-1, 4); mu <- drift * sqrt(t); R <- sqrt(outer(t, t, pmin) / outer(t, t, pmax))
  p <- function(l, h) { j <- seq_along(l); if (length(l) == 1) pnorm(h - mu[1]) - pnorm(l - mu[1]) else pmvnorm(l, h, mu[j], corr = R[j, j], algorithm = Miwa(2048))[1] }
  on <- sapply(1:k, function(m) p(lo[1:m], up[1:m])); before <- c(1, on[-k])
  above <- sapply(1:k, function(m) p(c(lo[seq_len(m - 1)], up[m]), c(up[seq_len(m - 1)], Inf)))
  list(times = t, upper = up, lower = ifelse(is.finite(lo), lo, -99), drift = drift, above = above, below = before - on - above) })
fisher <- times(12, function(i) { a <- pick(c(0.005, 0.01, 0.025, 0.05, 0.1)); d <- getDesignFisher(kMax = 2, alpha = a, method = "equalAlpha", tolerance = 1e-14)
  list(alpha = a, equal = d$criticalValues, full = exp(-qchisq(1 - a, 4) / 2)) })
combine <- times(20, function(i) { t <- pick(c(u(0.02, 0.98), 0.5)); p <- signif(10^runif(2, -6, -0.01), 5); z <- sqrt(t) * qnorm(1 - p[1]) + sqrt(1 - t) * qnorm(1 - p[2])
  list(t = t, p = p, z = z, combined = pnorm(z, lower.tail = FALSE)) })
write(toJSON(list(made = paste(R.version.string, "rpact", packageVersion("rpact"), "mvtnorm", packageVersion("mvtnorm")), oneStage = oneStage,
  twoStage = twoStage, limits = limits, false = false, looks = looks, exits = exits, fisher = fisher, combine = combine),
  digits = NA, auto_unbox = TRUE, null = "null"), "stages.json")
