# Reference values of the analyses of means. Run in this folder: Rscript make.R
# t.test, lm, qt, pt; the data are drawn here and stored with the values. Outcomes are rounded so that the file holds them exactly.
source("../binary/json.R")
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
normal_score <- function(t, df) if (t > 0) qnorm(pt(t, df, lower.tail = FALSE, log.p = TRUE), lower.tail = FALSE, log.p = TRUE) else qnorm(pt(t, df, log.p = TRUE), log.p = TRUE)
fit <- function(estimate, se, df) list(z = normal_score(estimate / se, df), estimate = estimate, se = se, df = df, interval = estimate + c(-1, 1) * qt(0.975, df) * se)

draw <- function(seed, n, centre, spread) {
  set.seed(seed)
  d <- data.frame(arm = rbinom(n, 1, 0.5), f = rbinom(n, 1, 0.4), g = sample(0:2, n, TRUE))
  d$x <- round(rnorm(n, 50, 8), 2); d$w <- round(runif(n), 3)
  d$y <- round(centre + spread * (0.5 * d$arm + 0.4 * d$f - 0.2 * d$g + 0.05 * (d$x - 50) + 0.3 * d$w + rnorm(n, 0, 1 + 0.5 * d$arm)), 3)
  d
}
sets <- list(draw(1, 24, 0, 1), draw(2, 60, 100, 10), draw(3, 150, -3, 0.4))
values <- lapply(sets, function(d) {
  p <- t.test(d$y[d$arm == 1], d$y[d$arm == 0], var.equal = TRUE); q <- t.test(d$y[d$arm == 1], d$y[d$arm == 0])
  as <- function(h) fit(unname(diff(rev(h$estimate))), unname(h$stderr), unname(h$parameter))
  # stratified by f: the contrast sum of w d / sum of w of the saturated model, and Satterthwaite by hand
  n1 <- as.numeric(tapply(d$arm == 1, d$f, sum)); n0 <- as.numeric(tapply(d$arm == 0, d$f, sum)); w <- n1 * n0 / (n1 + n0); w <- w / sum(w)
  s <- lm(y ~ factor(f) + arm:factor(f), d); i <- 3:4
  est <- sum(w * coef(s)[i]); v <- t(w) %*% vcov(s)[i, i] %*% w
  vs <- as.numeric(sapply(0:1, function(k) sapply(0:1, function(a) var(d$y[d$f == k & d$arm == a])))); ns <- c(rbind(n0, n1)); parts <- rep(w, each = 2)^2 * vs / ns
  adjusted <- function(formula) { m <- summary(lm(formula, d, tol = 1e-10)); fit(m$coefficients["arm", 1], m$coefficients["arm", 2], m$df[2]) }
  d$flat <- 1
  list(outcome = I(d$y), arm = I(d$arm), f = I(d$f), g = I(d$g), x = I(d$x), w = I(d$w),
    pooled = as(p), welch = as(q), stratifiedPooled = fit(est, sqrt(v[1, 1]), s$df.residual), stratifiedWelch = fit(est, sqrt(sum(parts)), sum(parts)^2 / sum(parts^2 / (ns - 1))),
    armOnly = adjusted(y ~ arm), factors = adjusted(y ~ arm + factor(f) + factor(g)), covariate = adjusted(y ~ arm + x),
    all = adjusted(y ~ arm + factor(f) + factor(g) + x + w), aliased = adjusted(y ~ arm + factor(f) + factor(g) + x + flat))
})
grid <- expand.grid(df = c(1, 2.5, 4, 8, 10.3, 25, 39.9, 40, 60.5, 126, 398, 5000), t = c(-3.2, -1, 0, 0.5, 1.7, 2.2, 3.9, 6, 12))
score <- lapply(seq_len(nrow(grid)), function(i) list(df = grid$df[i], t = grid$t[i], z = normal_score(grid$t[i], grid$df[i])))
quantiles <- lapply(c(1, 2.5, 4, 7.9, 8, 8.1, 10, 17.3, 30, 99.5, 398, 1e4, 1e6), function(df) list(df = df, q90 = qt(0.95, df), q95 = qt(0.975, df), q99 = qt(0.995, df)))
write_json("values.json", list(made = provenance("make.R"), sets = values, score = score, quantiles = quantiles))
