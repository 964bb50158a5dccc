source("lib.R"); set.seed(31)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); z0 <- qnorm(.975); rho <- .4 * .5 / sqrt(.4 * .5)
tt <- function(y, x) { a <- y[x]; b <- y[!x]; va <- var(a) / length(a); vb <- var(b) / length(b); d <- mean(a) - mean(b); se <- sqrt(va + vb); df <- (va + vb)^2 / (va^2 / (length(a) - 1) + vb^2 / (length(b) - 1))
  c(d, se, -qnorm(pt(d / se, df, lower.tail = FALSE))) }
for (r in 1:R) {
  n <- 160; A <- runif(n) < .4; B <- runif(n) < .5; x <- as.vector(replicate(n / 4, sample(c(TRUE, TRUE, FALSE, FALSE)))); y <- rnorm(n, A + x * ifelse(A, .6, .1), 2)
  whole <- tt(y, x); t <- rbind(tt(y[A], x[A]), tt(y[B], x[B])); k <- which.max(t[, 3]); z <- t[, 3]
  # Of two normal deviates with means z and correlation rho: by how much the k-th is above its mean where it is the larger.
  s <- sqrt(2 - 2 * rho); d <- (z[k] - z[3 - k]) / s; less <- (1 - rho) / s * dnorm(d) / pnorm(d); corrected <- t[k, 1] - t[k, 2] * less
  v <- t[, 2]^2 - whole[2]^2; ok <- v > 0; dev <- t[, 1] - whole[1]; tau2 <- if (any(ok)) max(0, (sum((dev^2 / v)[ok]) - sum(ok)) / sum((1 / v)[ok])) else 0; keep <- ifelse(ok, tau2 / (v + tau2), 1)
  sh <- whole[1] + keep * dev; se <- sqrt(whole[2]^2 + keep * v); true <- c(.6, .3); on <- function(j, value) if (k == j) value else NA
  out[[r]] <- c(sA = k == 1, pA = z[1] >= z0, pB = z[2] >= z0, claimA = k == 1 && z[1] >= z0, none = !any(z >= z0), shA = sh[1], shB = sh[2], cshA = abs(sh[1] - .6) < z0 * se[1],
    naiveA = on(1, t[1, 1] - .6), naiveB = on(2, t[2, 1] - .3), corA = on(1, corrected - .6), corB = on(2, corrected - .3), covA = on(1, abs(corrected - .6) < z0 * t[1, 2]), covB = on(2, abs(corrected - .3) < z0 * t[2, 2]),
    shsB = on(2, sh[2] - .3), mseA = on(1, (corrected - .6)^2), corClaim = if (k == 1 && z[1] >= z0) corrected - .6 else NA, cshB = on(2, abs(sh[2] - .3) < z0 * se[2]))
}
M <- as.data.frame(do.call(rbind, out))
save_rows("selected.json", M, c(sA = "d|A+|selected",
  pA = "d|A+|power",
  pB = "d|B+|power",
  claimA = "d|A|claim probability",
  none = "d|none|claim probability",
  shA = "d|A+|mean estimate (shrunken)",
  shB = "d|B+|mean estimate (shrunken)",
  cshA = "d|A+|coverage (shrunken)",
  naiveA = "d|A+|bias given selection",
  naiveB = "d|B+|bias given selection",
  corA = "d|A+|bias given selection (selection-corrected)",
  corB = "d|B+|bias given selection (selection-corrected)",
  covA = "d|A+|coverage given selection (selection-corrected)",
  covB = "d|B+|coverage given selection (selection-corrected)",
  shsB = "d|B+|bias given selection (shrunken)",
  cshB = "d|B+|coverage given selection (shrunken)",
  mseA = "d|A+|mse given selection (selection-corrected)",
  corClaim = "d|A+|bias (selection-corrected) given claim A"))
