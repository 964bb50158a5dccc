# Exact characteristics of basket designs at the ends of their inputs, by all tables of responders: `Rscript edges.R` in this folder writes
# edges.json. One patient a basket, four baskets, a power that shares nearly all or nearly nothing, thresholds beside a weight, steep priors.
suppressMessages(library(jsonlite)); set.seed(41)
# A first shape of 0.02 falls off as exp(0.02 v): the grid of logits reaches where nothing is left.
v <- seq(-2400, 60, length.out = 984001); lq <- plogis(v, log.p = TRUE); l1q <- plogis(-v, log.p = TRUE); dv <- v[2] - v[1]
jsd <- function(a1, b1, a2, b2) { f <- a1 * lq + b1 * l1q - lbeta(a1, b1); g <- a2 * lq + b2 * l1q - lbeta(a2, b2); m <- log(0.5) + pmax(f, g) + log1p(exp(-abs(f - g))); max(0, sum(exp(f) * (f - m) + exp(g) * (g - m)) * dv / 2) }
weight <- function(o, n1, x1, n2, x2) switch(o$by,
  calibrated = { s <- max(n1, n2)^0.25 * abs(x1 / n1 - x2 / n2); if (s == 0) 1 else 1 / (1 + exp(o$c + o$d * log(s))) },
  hellinger = { s1 <- min(1, n2 / n1); s2 <- min(1, n1 / n2); A <- c(1 + s1 * x1, 1 + s1 * (n1 - x1)); B <- c(1 + s2 * x2, 1 + s2 * (n2 - x2)); 1 - sqrt(max(0, 1 - exp(lbeta((A[1] + B[1]) / 2, (A[2] + B[2]) / 2) - (lbeta(A[1], A[2]) + lbeta(B[1], B[2])) / 2))) },
  { w <- (1 - jsd(o$a + x1, o$b + n1 - x1, o$a + x2, o$b + n2 - x2) / o$unit)^o$epsilon; if (w <= o$tau) 0 else w })
make <- function(by, n, p0, p, cut, a = 1, b = 1, epsilon = 2, tau = 0, base = "e", c = 1, d = 1) {
  o <- list(by = by, a = a, b = b, epsilon = epsilon, tau = tau, base = base, c = c, d = d, unit = if (base == "2") log(2) else 1); k <- length(n)
  pairs <- new.env(); W <- function(i, j, x) { key <- paste(n[i], x[i], n[j], x[j]); if (is.null(pairs[[key]])) pairs[[key]] <- weight(o, n[i], x[i], n[j], x[j]); pairs[[key]] }
  tables <- as.matrix(expand.grid(lapply(n, function(m) 0:m))); rej <- mean <- mse <- numeric(k); fw <- ew <- cd <- right <- 0
  for (r in seq_len(nrow(tables))) { x <- tables[r, ]; pr <- prod(dbinom(x, n, p)); M <- diag(k); for (i in seq_len(k)) for (j in seq_len(k)) if (i < j) M[i, j] <- M[j, i] <- W(i, j, x)
    s <- if (by == "fujikawa") cbind(M %*% (a + x), M %*% (b + n - x)) else cbind(a + M %*% x, b + M %*% (n - x))
    claim <- pbeta(p0, s[, 1], s[, 2], lower.tail = FALSE) >= cut; m <- s[, 1] / rowSums(s); act <- p > p0
    rej <- rej + pr * claim; mean <- mean + pr * m; mse <- mse + pr * (m - p)^2; fw <- fw + pr * any(claim & !act); ew <- ew + pr * any(claim & act); cd <- cd + pr * sum(claim == act); right <- right + pr * all(claim == act) }
  c(o, list(n = I(n), p0 = I(p0), p = I(p), cut = cut, rej = I(rej), mean = I(mean), mse = I(mse), false = if (any(p <= p0)) fw else NULL, true = if (any(p > p0)) ew else NULL, correct = cd, right = right)) }
same <- (1 - jsd(1 + 1, 4, 1 + 2, 3) / log(2))^1.5 # the weight of 1 and 2 of 4: thresholds just below and above it
out <- list(
  make("fujikawa", c(1, 1, 1, 1), rep(0.3, 4), c(0.3, 0.3, 0.6, 0.6), 0.75), make("calibrated", c(1, 1, 1), rep(0.2, 3), c(0.2, 0.5, 0.5), 0.8), make("hellinger", c(1, 6, 3), c(0.2, 0.2, 0.3), c(0.2, 0.5, 0.3), 0.8),
  make("fujikawa", c(4, 4, 4, 4), rep(0.15, 4), c(0.15, 0.15, 0.4, 0.4), 0.93, epsilon = 0.01), make("fujikawa", c(4, 4, 4, 4), rep(0.15, 4), c(0.15, 0.15, 0.4, 0.4), 0.93, epsilon = 60), make("jsd", c(4, 4, 4), rep(0.2, 3), c(0.2, 0.2, 0.5), 0.9, epsilon = 1.5, tau = same - 1e-6, base = "2"), make("jsd", c(4, 4, 4), rep(0.2, 3), c(0.2, 0.2, 0.5), 0.9, epsilon = 1.5, tau = same + 1e-6, base = "2"),
  make("jsd", c(5, 3, 4, 2), c(0.1, 0.2, 0.3, 0.2), c(0.1, 0.6, 0.3, 0.2), 0.85, a = 0.5, b = 0.5, tau = 0.4), make("fujikawa", c(5, 5, 5), rep(0.2, 3), rep(0.2, 3), 0.9, a = 0.02, b = 3), make("calibrated", c(5, 5, 5), rep(0.2, 3), rep(0.5, 3), 0.9, a = 6, b = 0.3, c = -8, d = 9),
  make("calibrated", c(4, 5, 3, 4), rep(0.2, 4), c(0.2, 0.4, 0.4, 0.5), 0.9, c = 12, d = 0.1), make("hellinger", c(4, 4, 4, 4), rep(0.2, 4), rep(0.2, 4), 0.9), make("fujikawa", c(3, 12), c(0.2, 0.2), c(0.999, 0.001), 0.95, tau = 1))
write(toJSON(list(made = R.version.string, designs = out), digits = NA, auto_unbox = TRUE, null = "null"), "edges.json")
