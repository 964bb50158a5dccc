# Robust meta-analytic-predictive posteriors by sums over cells of the logit: normal laws give a cell what lies between its ends, so that
# small standard deviations do no harm. The ends of cells meet logit(p0); logit(also) too where it is given.
robust_map <- function(most, p0, centre, also = NULL, weight = 0.5) {
  t0 <- qlogis(p0); h <- if (is.null(also)) 0.04 else { d <- qlogis(also) - t0; d / max(1, round(d / 0.04)) }
  ends <- t0 + h * (-300:300); theta <- ends[-1] - h / 2; up <- theta > t0; far <- if (is.null(also)) up else theta > qlogis(also)
  sd0 <- sqrt(1 / centre + 1 / (1 - centre) - 1); mu <- qlogis(centre) + sd0 * seq(-5, 5, by = 0.1); tau <- seq(0.01, 5, by = 0.05)
  nodes <- expand.grid(mu = mu, tau = tau); prior <- dnorm(nodes$mu, qlogis(centre), sd0) * dnorm(nodes$tau)
  K <- t(apply(nodes, 1, function(g) diff(pnorm(ends, g[[1]], g[[2]]))))
  seen <- new.env()
  cell <- function(n, x) { key <- paste(n, x); if (is.null(seen[[key]])) { L <- exp(x * plogis(theta, log.p = TRUE) + (n - x) * plogis(-theta, log.p = TRUE))
    seen[[key]] <- K %*% cbind(L, L * plogis(theta), L * up, L * far) }; seen[[key]] }
  # Of a level with (n, x) that borrows from others (rows of n, x): P(rate > p0), mean, P(rate > also).
  function(n, x, others) { q <- prior; for (i in seq_len(nrow(others))) q <- q * cell(others[i, 1], others[i, 2])[, 1]
    own <- colSums(q * cell(n, x)); map <- weight * own[1] / sum(q); vague <- (1 - weight) * beta(1 + x, 1 + n - x); s <- map / (map + vague)
    tail <- function(p) if (is.null(p)) NA else pbeta(p, 1 + x, 1 + n - x, lower.tail = FALSE)
    c(s * own[3:2] / own[1] + (1 - s) * c(tail(p0), (1 + x) / (2 + n)), s * own[4] / own[1] + (1 - s) * tail(also)) }
}
