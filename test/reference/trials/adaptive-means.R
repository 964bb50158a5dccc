source("lib.R"); set.seed(3)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); q <- qnorm(0.975)
tt <- function(y, x) { a <- y[x]; b <- y[!x]; va <- var(a) / length(a); vb <- var(b) / length(b); d <- mean(a) - mean(b); se <- sqrt(va + vb); df <- (va + vb)^2 / (va^2 / (length(a) - 1) + vb^2 / (length(b) - 1))
  c(d, se, qnorm(pt(d / se, df)), qt(0.975, df)) }
for (r in 1:R) {
  m <- 1500; a <- cumsum(rexp(m, 10)); tr <- runif(m) < 0.4; cut <- a[80] + 3; over <- max(80, sum(a[1:200] <= cut)); over <- min(over, 200)
  i <- 1:over; blk <- function(tr, x0 = NULL) blocks(tr, 1, 1)
  # one list of blocks for each stratum, long enough
  xs <- logical(m); xs[tr] <- as.vector(replicate(ceiling(sum(tr) / 4), sample(c(TRUE, TRUE, FALSE, FALSE))))[seq_len(sum(tr))]; xs[!tr] <- as.vector(replicate(ceiling(sum(!tr) / 4), sample(c(TRUE, TRUE, FALSE, FALSE))))[seq_len(sum(!tr))]
  y <- rnorm(m, ifelse(tr, 1, 0) + xs * ifelse(tr, 1, 0.1), 2)
  one <- 1:80; A1 <- tt(y[one], xs[one]); P1 <- tt(y[one][tr[one]], xs[one][tr[one]])
  est <- c(A1[1], P1[1]); keep <- est >= max(est) - 0.35
  if (keep[1]) k <- 1:200 else k <- c(i, (over + 1):m)[c(rep(TRUE, over), tr[(over + 1):m])][1:200]
  # (patients of the selected only are randomised after the cut; nobody waits for an assay)
  two <- k[81:200]; A2 <- tt(y[two], xs[two]); P2 <- tt(y[two][tr[two]], xs[two][tr[two]])
  w <- sqrt(c(0.4, 0.6)); z <- function(z1, z2) w[1] * z1 + w[2] * z2
  simes <- function(p) min(2 * min(p), max(p)); p <- function(z) pnorm(z, lower.tail = FALSE); Q <- function(p) qnorm(p, lower.tail = FALSE)
  s1 <- Q(simes(c(p(A1[3]), p(P1[3]))))
  s2 <- if (all(keep)) Q(simes(c(p(A2[3]), p(P2[3])))) else if (keep[1]) A2[3] else P2[3]
  inter <- z(s1, s2) >= q; ra <- inter && keep[1] && z(A1[3], A2[3]) >= q; rp <- inter && keep[2] && z(P1[3], P2[3]) >= q
  Af <- if (keep[1]) tt(y[k], xs[k]) else A1; Pf <- if (keep[2]) tt(y[k][tr[k]], xs[k][tr[k]]) else P1
  out[[r]] <- c(a = ra, p = rp, sa = keep[1], sp = keep[2], ea = Af[1], ep = Pf[1], e1 = A1[1], p1 = P1[1], epS = if (keep[2]) Pf[1] else NA, covS = if (keep[2]) abs(Pf[1] - 1) < Pf[4] * Pf[2] else NA,
    later = if (keep[2]) P2[1] else NA, laterA = if (keep[1]) A2[1] else NA, covLater = if (keep[2]) abs(P2[1] - 1) < P2[4] * P2[2] else NA, any = ra || rp, both = ra && rp, screened = max(k), months = a[max(k)] + 3, neg = sum(xs[k] & !tr[k]), infP = if (keep[2]) sum(tr[k]) else sum(tr[one]), se = Pf[2], laterAP = if (rp && !ra && keep[1]) A2[1] else NA)
}
M <- as.data.frame(do.call(rbind, out))
save_rows("adaptive-means.json", M, c(a = "ad|all|power",
  p = "ad|M+|power",
  sa = "ad|all|selected",
  sp = "ad|M+|selected",
  ea = "ad|all|mean estimate",
  ep = "ad|M+|mean estimate",
  e1 = "ad|all|mean estimate at look 1",
  p1 = "ad|M+|mean estimate at look 1",
  covS = "ad|M+|coverage given selection",
  later = "ad|M+|mean estimate given selection (later stage)",
  laterA = "ad|all|mean estimate given selection (later stage)",
  covLater = "ad|M+|coverage given selection (later stage)",
  any = "ad||disjunctive power",
  both = "ad||conjunctive power",
  screened = "ad||screened",
  months = "ad||months to analysis",
  neg = "ad||marker-negative exposed",
  infP = "ad|M+|information",
  se = "ad|M+|model se",
  laterAP = "ad|all|mean estimate (later stage) given claim positives"))
