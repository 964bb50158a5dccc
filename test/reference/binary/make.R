# Reference values of the binary analyses. Run in this folder: Rscript make.R
# Base R where it has the method (prop.test, fisher.test, mantelhaen.test, glm); otherwise the definition, by other means
# than the program's: restricted rates by maximising the log-likelihood, limits by uniroot, Boschloo by summing over
# all tables on a grid of rates and optimising around its best points.
source("json.R")

tables <- rbind(
  c(70, 56, 80, 48), c(10, 9, 10, 3), c(7, 6, 7, 2), c(56, 5, 29, 0), c(10, 0, 20, 0), c(10, 0, 10, 0),
  c(10, 10, 20, 0), c(10, 10, 10, 0), c(10, 10, 12, 12), c(200, 1, 190, 7), c(250, 120, 245, 90), c(4, 3, 4, 1),
  c(25, 0, 30, 6), c(1, 1, 5, 2), c(15, 4, 40, 40))
colnames(tables) <- c("n1", "x1", "n0", "x0")
strata <- list(
  rbind(c(40, 22, 38, 12), c(25, 8, 30, 7), c(60, 45, 55, 31)),
  rbind(c(12, 3, 9, 0), c(20, 11, 22, 6), c(7, 7, 8, 5)),
  rbind(c(5, 0, 6, 0), c(30, 9, 28, 4)),
  rbind(c(8, 2, 0, 0), c(16, 10, 15, 5), c(11, 3, 13, 4)))
crit <- qnorm(0.975)

# ---- likelihood of one table at control rate p0 and experimental rate p1
ll <- function(t, p1, p0) sum(dbinom(t[2], t[1], min(1, max(0, p1)), log = TRUE), dbinom(t[4], t[3], p0, log = TRUE))
best <- function(t, p1of, lo, hi) {
  # golden section, then the root of the numerical derivative of the exact score for full precision
  f <- function(p0) ll(t, p1of(p0), p0)
  o <- optimize(f, c(lo, hi), maximum = TRUE, tol = 1e-12)
  c(lo, hi, o$maximum)[which.max(c(f(lo), f(hi), o$objective))]
}
score_root <- function(t, dp1, p1of, lo, hi) {
  # root of the likelihood equation; the maximum lies on the border where it has none
  s <- function(p0) {
    p1 <- p1of(p0)
    term <- function(x, p) if (x == 0) 0 else x / p
    dp1(p0) * (term(t[2], p1) - term(t[1] - t[2], 1 - p1)) + term(t[4], p0) - term(t[3] - t[4], 1 - p0)
  }
  e <- (hi - lo) * 1e-13
  a <- s(lo + e); b <- s(hi - e)
  if (!(is.finite(a) && is.finite(b)) || sign(a) == sign(b)) return(best(t, p1of, lo, hi))
  uniroot(s, c(lo + e, hi - e), tol = 1e-15, maxiter = 10000)$root
}
restricted <- list(
  difference = function(t, d) { p0 <- score_root(t, function(p) 1, function(p) p + d, max(0, -d), min(1, 1 - d)); c(p0 + d, p0) },
  ratio = function(t, e) { r <- exp(e); p0 <- score_root(t, function(p) r, function(p) r * p, 0, min(1, 1 / r)); c(r * p0, p0) },
  odds = function(t, e) {
    r <- exp(e); g <- function(p) p * r / (1 + p * (r - 1))
    p0 <- score_root(t, function(p) r / (1 + p * (r - 1))^2, g, 0, 1); c(g(p0), p0)
  })
zscore <- function(tabs, measure, e, corrected) {
  num <- 0; v <- 0
  for (i in seq_len(nrow(tabs))) {
    t <- tabs[i, ]; if (t[1] == 0 || t[3] == 0) next
    n <- t[1] + t[3]; p <- restricted[[measure]](t, e); k <- if (corrected) n / (n - 1) else 1
    w <- t[1] * t[3] / n
    if (measure == "difference") { num <- num + w * (t[2] / t[1] - t[4] / t[3] - e); vi <- p[1] * (1 - p[1]) / t[1] + p[2] * (1 - p[2]) / t[3]; v <- v + w^2 * vi * k }
    if (measure == "ratio") { num <- num + w * (t[2] / t[1] - exp(e) * t[4] / t[3]); vi <- p[1] * (1 - p[1]) / t[1] + exp(2 * e) * p[2] * (1 - p[2]) / t[3]; v <- v + w^2 * vi * k }
    if (measure == "odds") {
      num <- num + t[2] - t[1] * p[1]
      a <- t[1] * p[1] * (1 - p[1]); b <- t[3] * p[2] * (1 - p[2])
      if (a > 0 && b > 0) v <- v + k / (1 / a + 1 / b)
    }
  }
  if (abs(num) < 1e-14) 0 else unname(num / sqrt(max(0, v)))
}
limits <- function(tabs, measure, corrected, mid, open_low, open_high) {
  range <- if (measure == "difference") 1 - 1e-12 else 12
  side <- function(target, lo, hi) uniroot(function(e) zscore(tabs, measure, e, corrected) - target, c(lo, hi), tol = 1e-14, maxiter = 10000)$root
  c(if (open_low) -Inf else side(crit, -range, mid), if (open_high) Inf else side(-crit, mid, range))
}
# z at a margin inside the range, both factors
margins <- list(difference = c(-0.1, 0.1), ratio = c(-0.2, 0.3), odds = c(-0.5, 0.4))

single <- lapply(seq_len(nrow(tables)), function(i) {
  t <- tables[i, ]; tab <- tables[i, , drop = FALSE]
  d <- t[2] / t[1] - t[4] / t[3]
  pt <- suppressWarnings(prop.test(c(t[2], t[4]), c(t[1], t[3]), correct = FALSE))
  w1 <- suppressWarnings(prop.test(t[2], t[1], correct = FALSE)$conf.int); w0 <- suppressWarnings(prop.test(t[4], t[3], correct = FALSE)$conf.int)
  p1 <- t[2] / t[1]; p0 <- t[4] / t[3]
  m <- matrix(c(t[2], t[1] - t[2], t[4], t[3] - t[4]), 2)
  none <- t[2] + t[4] == 0 || t[2] + t[4] == t[1] + t[3]
  zero <- any(m == 0)
  fit <- if (!zero) c(log(m[1, 1] * m[2, 2] / m[2, 1] / m[1, 2]), sqrt(sum(1 / m))) else c(NaN, NaN)
  if (!zero) {
    # glm stops before the last digits of its standard error, so it vouches for the closed form only to 1e-5
    logit <- summary(glm(cbind(c(t[2], t[4]), c(t[1] - t[2], t[3] - t[4])) ~ c(1, 0), family = binomial, control = glm.control(epsilon = 1e-13, maxit = 100)))$coefficients[2, 1:2]
    stopifnot(max(abs(logit / fit - 1)) < 1e-5)
  }
  half <- m + 0.5
  dlim <- function(k) {
    mid <- max(-0.999, min(0.999, d))
    # limits at the ends of the range where the score stays inside
    if (d == 1) c(limits(tab, "difference", k, 0.999, FALSE, TRUE)[1], 1) else limits(tab, "difference", k, mid, FALSE, FALSE)
  }
  rmid <- if (t[2] > 0 && t[4] > 0) log(p1 / p0) else if (t[2] > 0) 10 else if (t[4] > 0) -10 else 0
  omid <- if (!zero) log(m[1, 1] * m[2, 2] / m[2, 1] / m[1, 2]) else if ((t[2] == 0 || t[4] == t[3])) -10 else 10
  list(
    n1 = t[1], x1 = t[2], n0 = t[3], x0 = t[4],
    z = if (none) 0 else sign(d) * sqrt(unname(pt$statistic)),
    fisherGreater = fisher.test(m, alternative = "greater")$p.value,
    fisherLess = fisher.test(m, alternative = "less")$p.value,
    difference = list(estimate = d, se = sqrt(p1 * (1 - p1) / t[1] + p0 * (1 - p0) / t[3]),
      wald = c(d - crit * sqrt(p1 * (1 - p1) / t[1] + p0 * (1 - p0) / t[3]), d + crit * sqrt(p1 * (1 - p1) / t[1] + p0 * (1 - p0) / t[3])),
      newcombe = c(d - sqrt((p1 - w1[1])^2 + (w0[2] - p0)^2), d + sqrt((w1[2] - p1)^2 + (p0 - w0[1])^2)),
      score = dlim(FALSE), mn = dlim(TRUE),
      margins = lapply(margins$difference, function(e) list(margin = e, z = zscore(tab, "difference", e, FALSE), mn = zscore(tab, "difference", e, TRUE)))),
    ratio = list(estimate = if (t[2] > 0 && t[4] > 0) log(p1 / p0) else NaN,
      se = if (t[2] > 0 && t[4] > 0) sqrt(1 / t[2] - 1 / t[1] + 1 / t[4] - 1 / t[3]) else NaN,
      halfEstimate = if (t[2] > 0 && t[4] > 0) log(p1 / p0) else log((t[2] + .5) / (t[1] + 1) / ((t[4] + .5) / (t[3] + 1))),
      halfSe = if (t[2] > 0 && t[4] > 0) sqrt(1 / t[2] - 1 / t[1] + 1 / t[4] - 1 / t[3]) else sqrt(1 / (t[2] + .5) - 1 / (t[1] + 1) + 1 / (t[4] + .5) - 1 / (t[3] + 1)),
      score = limits(tab, "ratio", FALSE, rmid, t[2] == 0, t[4] == 0), mn = limits(tab, "ratio", TRUE, rmid, t[2] == 0, t[4] == 0),
      margins = if (none) list() else lapply(margins$ratio, function(e) list(margin = e, z = zscore(tab, "ratio", e, FALSE), mn = zscore(tab, "ratio", e, TRUE)))),
    odds = list(estimate = fit[1], se = fit[2],
      halfEstimate = if (zero) log(half[1, 1] * half[2, 2] / half[1, 2] / half[2, 1]) else fit[1], halfSe = if (zero) sqrt(sum(1 / half)) else fit[2],
      score = if (none) c(-Inf, Inf) else limits(tab, "odds", FALSE, omid, t[2] == 0 || t[4] == t[3], t[2] == t[1] || t[4] == 0),
      mn = if (none) c(-Inf, Inf) else limits(tab, "odds", TRUE, omid, t[2] == 0 || t[4] == t[3], t[2] == t[1] || t[4] == 0),
      margins = if (none) list() else lapply(margins$odds, function(e) list(margin = e, z = zscore(tab, "odds", e, FALSE), mn = zscore(tab, "odds", e, TRUE)))))
})

stratified <- lapply(strata, function(s) {
  used <- s[s[, 1] > 0 & s[, 3] > 0, , drop = FALSE]
  a <- array(0, c(2, 2, nrow(used)))
  for (i in seq_len(nrow(used))) a[, , i] <- c(used[i, 2], used[i, 1] - used[i, 2], used[i, 4], used[i, 3] - used[i, 4])
  cm <- mantelhaen.test(a, correct = FALSE)
  n1 <- used[, 1]; x1 <- used[, 2]; n0 <- used[, 3]; x0 <- used[, 4]; n <- n1 + n0; w <- n1 * n0 / n
  p1 <- x1 / n1; p0 <- x0 / n0; d <- sum(w * (p1 - p0)) / sum(w)
  pbar <- (x1 + x0) / n
  l1 <- u1 <- l0 <- u0 <- 0 * n1
  for (i in seq_along(n1)) {
    c1 <- suppressWarnings(prop.test(x1[i], n1[i], correct = FALSE)$conf.int); c0 <- suppressWarnings(prop.test(x0[i], n0[i], correct = FALSE)$conf.int)
    l1[i] <- c1[1]; u1[i] <- c1[2]; l0[i] <- c0[1]; u0[i] <- c0[2]
  }
  gr <- sqrt(sum(w^2 * (p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0))) / sum(w)
  sato <- sqrt(d * sum((n1^2 * x0 - n0^2 * x1 + n1 * n0 * (n0 - n1) / 2) / n^2) + sum((x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n))) / sum(w)
  R <- sum(x1 * n0 / n); S <- sum(x0 * n1 / n)
  lo <- log(cm$conf.int)
  list(
    tables = lapply(seq_len(nrow(s)), function(i) list(n1 = s[i, 1], x1 = s[i, 2], n0 = s[i, 3], x0 = s[i, 4])),
    z = sum(w * (p1 - p0)) / sqrt(sum(w^2 * pbar * (1 - pbar) * (1 / n1 + 1 / n0))),
    cmh = sign(sum(w * (p1 - p0))) * sqrt(unname(cm$statistic)),
    difference = list(estimate = d, se = gr, sato = sato,
      newcombe = c(d - sqrt(sum(w^2 * ((p1 - l1)^2 + (u0 - p0)^2))) / sum(w), d + sqrt(sum(w^2 * ((u1 - p1)^2 + (p0 - l0)^2))) / sum(w)),
      score = limits(s, "difference", FALSE, d, FALSE, FALSE), mn = limits(s, "difference", TRUE, d, FALSE, FALSE)),
    ratio = list(estimate = log(R / S), se = sqrt(sum(((x1 + x0) * n1 * n0 - x1 * x0 * n) / n^2) / (R * S)),
      score = limits(s, "ratio", FALSE, log(R / S), FALSE, FALSE), mn = limits(s, "ratio", TRUE, log(R / S), FALSE, FALSE)),
    odds = list(estimate = unname(log(cm$estimate)), se = unname((lo[2] - lo[1]) / 2 / crit),
      score = limits(s, "odds", FALSE, log(cm$estimate), FALSE, FALSE), mn = limits(s, "odds", TRUE, log(cm$estimate), FALSE, FALSE)))
})

# ---- exact unconditional p-values: sum over all tables, grid of rates and optimise around its best points
unconditional <- function(t, order) {
  g <- expand.grid(x1 = 0:t[1], x0 = 0:t[3])
  stat <- if (order == "fisher") -phyper(g$x1 - 1, t[1], t[3], g$x1 + g$x0, lower.tail = FALSE) else {
    p <- (g$x1 + g$x0) / (t[1] + t[3]); s <- sqrt(p * (1 - p) * (1 / t[1] + 1 / t[3])); ifelse(s == 0, 0, (g$x1 / t[1] - g$x0 / t[3]) / s)
  }
  own <- stat[g$x1 == t[2] & g$x0 == t[4]]
  g <- g[stat >= own - 1e-7 * abs(own) - 1e-12, ]
  size <- function(p) sum(dbinom(g$x1, t[1], p) * dbinom(g$x0, t[3], p))
  grid <- seq(0, 1, length.out = 2001); v <- sapply(grid, size)
  top <- order(-v)[1:5]
  max(v, sapply(top, function(i) optimize(size, c(grid[max(1, i - 1)], grid[min(2001, i + 1)]), maximum = TRUE, tol = 1e-10)$objective))
}
exact <- rbind(c(10, 7, 10, 2), c(12, 8, 15, 3), c(4, 3, 4, 1), c(20, 9, 25, 4), c(30, 12, 20, 3), c(10, 3, 10, 6), c(8, 0, 9, 0), c(8, 8, 9, 0), c(3, 3, 3, 0), c(35, 11, 33, 4), c(40, 40, 38, 30), c(1, 1, 30, 3))
exact <- lapply(seq_len(nrow(exact)), function(i) {
  t <- exact[i, ]
  list(n1 = t[1], x1 = t[2], n0 = t[3], x0 = t[4], boschloo = unconditional(t, "fisher"), suissaShuster = unconditional(t, "score"))
})

write_json("values.json", list(made = provenance("make.R"), level = 0.95, single = single, stratified = stratified, exact = exact))
