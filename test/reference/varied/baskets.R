# Basket analyses at inputs drawn at random, unequal sizes, empty baskets and rates held against by basket: `Rscript baskets.R` in this
# folder writes baskets.json. Exact designs by all tables of responders; models by all patterns of pairs; hierarchical models by plain sums.
suppressMessages(library(jsonlite))
set.seed(20261123)
times <- function(n, f) lapply(seq_len(n), function(i) f(i))
pick <- function(x) x[[sample.int(length(x), 1)]]
u <- function(a, b) signif(runif(1, a, b), 4)

# Jensen-Shannon divergence of two beta laws: midpoints on the logit scale.
v <- seq(-45, 45, length.out = 24001); q <- plogis(v); lq <- plogis(v, log.p = TRUE); l1q <- plogis(-v, log.p = TRUE); dv <- v[2] - v[1]
jsd <- function(a1, b1, a2, b2) {
  f <- a1 * lq + b1 * l1q - lbeta(a1, b1); g <- a2 * lq + b2 * l1q - lbeta(a2, b2) # densities of the logit
  m <- log(0.5) + pmax(f, g) + log1p(exp(-abs(f - g)))
  sum(exp(f) * (f - m) + exp(g) * (g - m)) * dv / 2
}
weights <- list(
  fujikawa = function(o, n1, x1, n2, x2) { w <- (1 - max(0, jsd(o$a + x1, o$b + n1 - x1, o$a + x2, o$b + n2 - x2)) / o$unit)^o$epsilon; if (w <= o$tau) 0 else w },
  calibrated = function(o, n1, x1, n2, x2) { s <- max(n1, n2)^0.25 * abs(x1 / n1 - x2 / n2); if (s == 0) 1 else 1 / (1 + exp(o$c + o$d * log(s))) },
  mml = function(o, n1, x1, n2, x2) {
    if (n1 == n2 && x1 == x2) return(1)
    one <- function(n, x, m, y) { f <- function(d) { A <- o$a + d * y; B <- o$b + d * (m - y); lbeta(A + x, B + n - x) - lbeta(A, B) }
      g <- seq(0, 1, 0.001); k <- which.max(f(g)); s <- optimize(f, c(max(0, g[k] - 0.001), min(1, g[k] + 0.001)), maximum = TRUE, tol = 1e-10)
      c(0, 1, s$maximum)[which.max(c(f(0), f(1), s$objective))] }
    (one(n1, x1, n2, x2) + one(n2, x2, n1, x1)) / 2 }
)
weights$jsd <- weights$fujikawa
spread <- function(r) { r <- sort(r); d <- diff(r); (1 - sum(d) * 10^(-sum((d - 1 / length(d))^2))) }
memo <- new.env()
posterior <- function(o, n, x) { # rows: shapes by basket
  k <- length(n); W <- diag(k)
  for (i in seq_len(k)) for (j in seq_len(k)) if (i < j) {
    key <- paste(o$id, n[i], x[i], n[j], x[j])
    if (is.null(memo[[key]])) memo[[key]] <- weights[[o$by]](o, n[i], x[i], n[j], x[j])
    W[i, j] <- W[j, i] <- memo[[key]]
  }
  if (!is.null(o$global)) W <- diag(k) + (W - diag(k)) * spread(x / n)^o$global
  if (o$by == "fujikawa") cbind(W %*% (o$a + x), W %*% (o$b + n - x)) else cbind(o$a + W %*% x, o$b + W %*% (n - x))
}
exact <- times(24, function(i) {
  k <- pick(2:3); by <- c("fujikawa", "jsd", "calibrated", "mml")[(i - 1) %% 4 + 1]
  n <- if (i <= 12) rep(sample(3:11, 1), k) else sample(2:12, k, TRUE)
  o <- list(id = i, by = by, a = pick(c(1, 0.5, u(0.1, 3))), b = pick(c(1, u(0.2, 5))), epsilon = u(0.3, 4), tau = pick(c(0, u(0.05, 0.9))), base = pick(c("e", "2")), c = u(-3, 4), d = u(0.2, 4))
  o$unit <- if (o$base == "2") log(2) else 1
  if (by %in% c("calibrated", "jsd") && i %% 8 %in% c(2, 3)) o$global <- u(0.3, 3)
  p0 <- if (i %% 3 == 0) runif(k, 0.05, 0.4) else rep(u(0.05, 0.4), k); p0 <- signif(p0, 3)
  p <- ifelse(runif(k) < 0.5, p0, signif(pmin(0.95, p0 + runif(k, 0.1, 0.4)), 3)); cut <- u(0.6, 0.995)
  tables <- as.matrix(expand.grid(lapply(n, function(m) 0:m))); rej <- mean <- mse <- numeric(k); fw <- ew <- cd <- 0
  for (r in seq_len(nrow(tables))) { x <- tables[r, ]; pr <- prod(dbinom(x, n, p)); s <- posterior(o, n, x)
    claim <- pbeta(p0, s[, 1], s[, 2], lower.tail = FALSE) >= cut; m <- s[, 1] / rowSums(s)
    rej <- rej + pr * claim; mean <- mean + pr * m; mse <- mse + pr * (m - p)^2
    fw <- fw + pr * any(claim & p <= p0); ew <- ew + pr * any(claim & p > p0); cd <- cd + pr * sum(claim == (p > p0)) }
  c(o, list(n = I(n), p0 = I(p0), p = I(p), cut = cut, rej = I(rej), mean = I(mean), mse = I(mse), false = if (any(p <= p0)) fw else NULL, true = if (any(p > p0)) ew else NULL, correct = cd))
})
# ---- two stages, Fujikawa -------------------------------------------------------------------------------------------
two <- times(4, function(i) {
  k <- if (i == 1) 3 else 2; n1 <- if (k == 3) rep(3, 3) else sample(3:7, 2, TRUE); n <- n1 + (if (k == 3) rep(3, 3) else sample(3:7, 2, TRUE))
  o <- list(id = 100 + i, by = "fujikawa", a = pick(c(1, 0.5)), b = pick(c(1, 1.7)), epsilon = u(1, 3), tau = pick(c(0, 0.4)), unit = 1)
  p0 <- rep(u(0.1, 0.3), k); p <- signif(p0 + c(0, runif(k - 1, 0, 0.4)), 3); cut <- u(0.85, 0.97); fut <- u(0.05, 0.3); eff <- u(0.8, 0.95)
  # Responders that a basket alone would need; predictive probability of reaching them.
  need <- sapply(seq_len(k), function(j) which(pbeta(p0[j], o$a + 0:n[j], o$b + n[j] - 0:n[j], lower.tail = FALSE) >= cut)[1] - 1)
  need[is.na(need)] <- n[is.na(need)] + 1
  bb <- function(m, a, b) exp(lchoose(m, 0:m) + lbeta(a + 0:m, b + m - 0:m) - lbeta(a, b))
  rej <- size <- numeric(k); fw <- 0; first <- as.matrix(expand.grid(lapply(n1, function(m) 0:m)))
  for (r in seq_len(nrow(first))) { x <- first[r, ]; s <- posterior(o, n1, x); pr <- prod(dbinom(x, n1, p)); left <- n - n1
    pp <- sapply(seq_len(k), function(j) sum(bb(left[j], s[j, 1], s[j, 2])[x[j] + 0:left[j] >= need[j]]))
    out <- ifelse(pp < fut, 1, ifelse(pp > eff, 2, 0)); m <- ifelse(out == 0, left, 0); N <- n1 + m; size <- size + pr * N
    second <- as.matrix(expand.grid(lapply(m, function(z) 0:z)))
    for (h in seq_len(nrow(second))) { y <- x + second[h, ]; p2 <- pr * prod(dbinom(second[h, ], m, p)); z <- posterior(o, N, y)
      claim <- ifelse(out == 2, TRUE, ifelse(out == 1, FALSE, pbeta(p0, z[, 1], z[, 2], lower.tail = FALSE) >= cut)); rej <- rej + p2 * claim; fw <- fw + p2 * any(claim & p <= p0) } }
  c(o, list(n1 = I(n1), n = I(n), p0 = I(p0), p = I(p), cut = cut, futility = fut, efficacy = eff, rej = I(rej), false = fw, patients = I(size)))
})
# ---- multisource exchangeability: every pattern of pairs ------------------------------------------------------------
mem <- times(14, function(i) {
  k <- pick(2:5); n <- sample(c(0:3, 5:40), k, TRUE); x <- rbinom(k, n, runif(k, 0, 0.7)); a <- pick(c(0.5, 1, u(0.1, 2))); b <- pick(c(0.5, u(0.1, 3))); pe <- pick(c(0.5, u(0.02, 0.98))); p0 <- u(0.05, 0.6)
  pairs <- t(combn(k, 2)); w <- NULL; res <- NULL; pep <- matrix(0, k, k)
  one <- function(set) lbeta(a + sum(x[set]), b + sum(n[set] - x[set])) - lbeta(a, b)
  all <- as.matrix(expand.grid(rep(list(0:1), nrow(pairs)))); lw <- numeric(nrow(all)); mean <- above <- matrix(0, nrow(all), k); like <- array(0, c(nrow(all), k, k))
  for (h in seq_len(nrow(all))) { M <- diag(k); for (e in seq_len(nrow(pairs))) M[pairs[e, 1], pairs[e, 2]] <- M[pairs[e, 2], pairs[e, 1]] <- all[h, e]
    lw[h] <- sum(ifelse(all[h, ] == 1, log(pe), log(1 - pe))); like[h, , ] <- M
    for (j in 1:k) { pool <- which(M[j, ] == 1); lw[h] <- lw[h] + one(pool) + sum(vapply(setdiff(1:k, pool), one, 0))
      A <- a + sum(x[pool]); B <- b + sum(n[pool] - x[pool]); mean[h, j] <- A / (A + B); above[h, j] <- pbeta(p0, A, B, lower.tail = FALSE) } }
  w <- exp(lw - max(lw)); w <- w / sum(w)
  list(n = I(n), x = I(x), a = a, b = b, exchangeable = pe, p0 = p0, mean = I(colSums(w * mean)), above = I(colSums(w * above)), pep = apply(like, 2:3, function(z) sum(w * z)))
})
# ---- hierarchical: sums over theta, mu and tau ----------------------------------------------------------------------
gauss <- function(m) { k <- seq_len(m - 1); J <- matrix(0, m, m); J[cbind(k, k + 1)] <- J[cbind(k + 1, k)] <- k / sqrt(4 * k^2 - 1); e <- eigen(J, symmetric = TRUE); list(x = e$values, w = 2 * e$vectors[1, ]^2) }
fine <- gauss(64)
like <- function(theta, n, x) exp(x * plogis(theta, log.p = TRUE) + (n - x) * plogis(-theta, log.p = TRUE))
# Integrals of the likelihood, of likelihood x rate, and of the likelihood above a limit, over N(mu, tau): the trapezoid rule in z, and
# Gauss-Legendre on eight pieces beyond the limit.
inner <- function(mu, tau, n, x, limit) {
  step <- min(1 / 6, 0.1 / tau); z <- seq(-8.5, 8.5, by = step); T <- outer(mu, tau * z, "+"); L <- like(T, n, x); w <- dnorm(z) * step
  lo <- pmax(limit, mu - 8.5 * tau); width <- pmax(0, mu + 8.5 * tau - lo) / 8; up <- 0
  for (piece in 0:7) { nodes <- outer(width, (fine$x + 1) / 2) + lo + piece * width
    up <- up + (like(nodes, n, x) * dnorm(nodes, mu, tau)) %*% fine$w * width / 2 }
  cbind(L %*% w, (L * plogis(T)) %*% w, up)
}
g16 <- gauss(16)
hier <- function(n, x, p0, m0, s0, taus, wAlone = 0, mA = 0, sA = 1) {
  k <- length(n); th0 <- qlogis(p0); mean <- above <- numeric(k)
  alone <- sapply(seq_len(k), function(j) inner(mA, sA, n[j], x[j], th0[j]))
  for (limit in unique(th0)) { # for a small tau the part above a limit is a step in mu: pieces begin where it rises
    tot <- 0; m <- a <- numeric(k)
    for (h in seq_along(taus$tau)) { tau <- taus$tau[h]
      far <- m0 + s0 * c(-6.5, 6.5); cuts <- sort(unique(c(seq(far[1], far[2], length.out = 9), pmin(far[2], pmax(far[1], limit + tau * c(-8, -3, -1, 0, 1, 3, 8))))))
      half_width <- diff(cuts) / 2; mu <- as.vector(outer(g16$x, half_width) + rep(cuts[-1] - half_width, each = 16)); wm <- as.vector(outer(g16$w, half_width)) * dnorm(mu, m0, s0)
      shared <- lapply(seq_len(k), function(j) inner(mu, tau, n[j], x[j], th0[j]))
      part <- lapply(seq_len(k), function(j) (1 - wAlone) * shared[[j]] + wAlone * rep(alone[, j], each = length(mu)))
      base <- wm * taus$w[h] * Reduce(`*`, lapply(part, function(p) p[, 1])); tot <- tot + sum(base)
      m <- m + sapply(part, function(p) sum(base * p[, 2] / p[, 1])); a <- a + sapply(part, function(p) sum(base * p[, 3] / p[, 1])) }
    own <- th0 == limit; mean[own] <- (m / tot)[own]; above[own] <- (a / tot)[own]
  }
  list(mean = mean, above = above)
}
half <- function(scale) { # Gauss-Legendre on pieces of the half-normal
  g <- gauss(14); cuts <- scale * c(0, 0.1, 0.5, 1.5, 3, 7); t <- w <- NULL
  for (c in seq_len(length(cuts) - 1)) { h <- (cuts[c + 1] - cuts[c]) / 2; t <- c(t, cuts[c] + h * (g$x + 1)); w <- c(w, h * g$w) }
  list(tau = t, w = w * dnorm(t, 0, scale)) }
hierarchical <- times(8, function(i) {
  k <- pick(2:4); n <- sample(c(0, 1, 3, 6, 10, 25), k, TRUE); x <- rbinom(k, n, runif(k, 0, 0.6)); p0 <- if (i <= 6) rep(u(0.08, 0.4), k) else signif(runif(k, 0.08, 0.4), 3)
  m0 <- u(-2.5, 0); s0 <- u(0.8, 3.5); sc <- u(0.25, 1.5); w <- if (i %% 2) 0 else u(0.2, 0.8); mA <- u(-2, 0); sA <- u(1, 3)
  r <- hier(n, x, p0, m0, s0, half(sc), w, mA, sA)
  list(n = I(n), x = I(x), p0 = I(p0), mu = m0, sd = s0, scale = sc, alone = w, aloneMean = mA, aloneSd = sA, mean = I(r$mean), above = I(r$above))
})
write(toJSON(list(made = R.version.string, exact = exact, two = two, mem = mem, hierarchical = hierarchical), digits = NA, auto_unbox = TRUE, null = "null"), "baskets.json")
