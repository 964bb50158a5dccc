source("lib.R"); set.seed(1)
R <- as.numeric(commandArgs(TRUE)[1]); k <- log(2)
enrol <- function(n, keep) { # screen until n are kept; keep: function of assay
  m <- n * 6; a <- arrivals(m, 5, c(12, 25)); tr <- runif(m) < 0.35
  as <- ifelse(runif(m) < 0.08, "?", ifelse(tr, ifelse(runif(m) < 0.85, "+", "-"), ifelse(runif(m) < 0.9, "-", "+")))
  i <- which(keep(as))[1:n]; list(at = a[i] + 0.7, screen = a, i = i, tr = tr[i], as = as[i]) }
times <- function(tr, x) { n <- length(tr); m <- ifelse(tr, 6, 9); H <- rexp(n); # control cumulative hazard log2 (t/m)^.7
  inv <- function(h) m * (h / k)^(1 / 0.7); h4 <- k * (4 / m)^0.7
  t <- ifelse(!x, inv(H), ifelse(tr, inv(H / 0.5), ifelse(H <= 1.2 * h4, inv(H / 1.2), inv(h4 + (H - 1.2 * h4) / 0.9))))
  t }
OF <- function(t, a) 2 * (1 - pnorm(qnorm(1 - a / 2) / sqrt(pmin(1, t))))
library(mvtnorm)
# recursion for at most three looks
walkbound <- function(f, b, inc) { if (length(f) == 2) { s <- sqrt(f[1] / f[2]); g <- function(z) integrate(function(y) dnorm(y) * pnorm((z - s * y) / sqrt(1 - s^2), lower.tail = FALSE), -8, min(8, b[1]), rel.tol = 1e-8)$value - inc }
  else { g <- function(z) pmvnorm(c(-Inf, -Inf, z), c(b[1:2], Inf), corr = sqrt(outer(f, f, pmin) / outer(f, f, pmax)), algorithm = Miwa(64))[1] - inc }
  uniroot(g, c(-1, 8), tol = 1e-6)$root }
planned <- c(90, 150, 210)
memo <- new.env()
# Bounds of three looks: alpha spent at the fraction planned, correlation of the information seen.
bounds_corr <- function(f, sp) { inc <- diff(c(0, sp)); b <- qnorm(1 - inc[1]); for (j in 2:3) b[j] <- if (inc[j] <= 1e-12 || f[j] <= f[j - 1]) Inf else walkbound(f[1:j], b, inc[j]); b }
LAST <- 66 # events in M+ expected at the last look
out <- vector("list", R)
for (r in 1:R) {
  p <- enrol(300, function(a) a == a); x <- blocks(p$as, 2, 1); t <- times(p$tr, x); d <- rexp(300, 0.02); pos <- p$as == "+"
  ev <- sort((p$at + t)[t <= d]); look <- ifelse(planned <= length(ev), ev[pmin(planned, length(ev))], max(ev)); notreached <- length(ev) < 210
  # a look whose events never come is the last event
  look <- pmax(look, c(0, look[1:2])); z <- e <- matrix(NA, 3, 2); est <- se <- matrix(NA, 3, 2)
  for (j in 1:3) { seen <- p$at < look[j]; c <- look[j] - p$at; o <- pmin(t, d, c); dd <- t <= d & p$at + t <= look[j]
    for (h in 1:2) { s <- seen & (if (h == 1) TRUE else pos); z[j, h] <- logrank(o[s], dd[s], x[s]); e[j, h] <- sum(dd[s]); q <- cox(o[s], dd[s], x[s]); est[j, h] <- q[1]; se[j, h] <- q[2] } }
  bd <- function(h, a) { ee <- e[, h]; L <- if (h == 1) 210 else LAST; f <- ee / L; # cumulative fractions used for spending; last spends the rest; correlation by actual
    sp <- OF(pmin(f, 1), a); sp[f >= 1] <- a; sp[3] <- a; key <- paste(c(ee, a), collapse = ","); if (is.null(memo[[key]])) memo[[key]] <- bounds_corr(f, sp); memo[[key]] }
  rej <- c(0, 0); drop <- FALSE; lev <- c(0.0125, 0.0125); stop <- 3; b <- cbind(bd(1, 0.0125), bd(2, 0.0125))
  for (j in 1:3) {
    repeat { hit <- which(rej == 0 & c(!drop, TRUE) & z[j, ] >= b[j, ]); if (length(hit) == 0) break; rej[hit] <- j
      if (any(rej == 0)) { o <- which(rej == 0); b[, o] <- bd(o, 0.025) } else break }
    if (j < 3 && rej[1] == 0 && !drop && z[j, 1] <= 0) drop <- TRUE
    if (rej[2] > 0 && (rej[1] > 0 || drop)) { stop <- j; break } }
  s <- stop; fin <- look[s]
  out[[r]] <- c(powA = rej[1] > 0, powP = rej[2] > 0, A1 = rej[1] == 1, A2 = rej[1] == 2, P1 = rej[2] == 1, P2 = rej[2] == 2, any = any(rej > 0), all = all(rej > 0), s1 = s == 1, s2 = s == 2,
    months = fin, events = sum(p$at + t <= fin & t <= d), randomised = sum(p$at < fin), screened = sum(p$screen[p$screen <= fin] <= p$at[300] - 0.7 + 1e-9), last = p$at[300],
    infP1 = e[1, 2], infP2 = if (s > 1) e[2, 2] else NA, estA1 = est[1, 1], estP1 = est[1, 2], estA = est[s, 1], estP = est[s, 2], seA = se[s, 1], seP = se[s, 2], zA = z[s, 1], zP = z[s, 2], notreached = notreached & s == 3, neg = sum(x[!p$tr & p$at < fin]), e3 = e[3, 2], drop = drop)
}
M <- as.data.frame(do.call(rbind, out))
GS <- M
# enrichment design
out <- vector("list", R)
for (r in 1:R) { p <- enrol(120, function(a) a == "+"); x <- blocks(rep(1, 120), 1, 1); t <- times(p$tr, x); d <- rexp(120, 0.02); ev <- sort((p$at + t)[t <= d]); cut <- if (length(ev) >= 80) ev[80] else max(ev)
  c_ <- cut - p$at; o <- pmin(t, d, c_); dd <- t <= d & p$at + t <= cut; s <- p$at < cut; q <- cox(o[s], dd[s], x[s])
  out[[r]] <- c(pow = -q[1] / q[2] >= qnorm(0.975), est = q[1], se = q[2], months = cut, screened = p$i[120], last = p$at[120], events = sum(dd[s]), nr = length(ev) < 80, cov = abs(q[1] + 0.5567996658849813) < 1.959964 * q[2], neg = sum(x[!p$tr]), ppv = mean(p$tr)) }
M <- as.data.frame(do.call(rbind, out)); E <- M; names(E) <- paste0("e.", names(E))

save_rows("group-sequential.json", c(GS, E), c(powA = "gs|all|power",
  powP = "gs|M+|power",
  A1 = "gs|all|rejected at look 1",
  A2 = "gs|all|rejected at look 2",
  P1 = "gs|M+|rejected at look 1",
  P2 = "gs|M+|rejected at look 2",
  any = "gs||disjunctive power",
  all = "gs||conjunctive power",
  s1 = "gs||stops for efficacy at look 1",
  s2 = "gs||stops for efficacy at look 2",
  months = "gs||months to analysis",
  events = "gs||events",
  randomised = "gs||randomised",
  screened = "gs||screened",
  last = "gs||months to last patient",
  infP1 = "gs|M+|information at look 1",
  infP2 = "gs|M+|information at look 2",
  estA1 = "gs|all|mean estimate at look 1",
  estP1 = "gs|M+|mean estimate at look 1",
  estA = "gs|all|mean estimate",
  estP = "gs|M+|mean estimate",
  seA = "gs|all|model se",
  seP = "gs|M+|model se",
  zA = "gs|all|mean z",
  zP = "gs|M+|mean z",
  notreached = "gs||events not reached",
  neg = "gs||marker-negative exposed",
  e.pow = "enr|E|power",
  e.est = "enr|E|mean estimate",
  e.se = "enr|E|model se",
  e.months = "enr||months to analysis",
  e.screened = "enr||screened",
  e.last = "enr||months to last patient",
  e.events = "enr||events",
  e.nr = "enr||events not reached",
  e.cov = "enr|E|coverage|enrolled mix",
  e.neg = "enr||marker-negative exposed",
  e.ppv = "enr||ppv"))
