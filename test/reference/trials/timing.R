# Programs of PT-2.2 where the rare tumours respond in 40 %: 400 screened a month, carriers 4 lung, 1.2 thyroid and 0.8 other.
source("lib.R"); source("map.R"); set.seed(22)
R <- as.numeric(commandArgs(TRUE)[1]); map <- robust_map(60, 0.3, 0.3); need <- function(n) qbinom(0.975, n, 0.3) + 1
kept <- new.env(); both <- function(n, x, y) { key <- paste(n, x, y); if (is.null(kept[[key]])) { a <- rbind(c(60, 36)); m <- 40 - n
  kept[[key]] <- c(map(n, x, rbind(a, c(m, y)))[1], map(m, y, rbind(a, c(n, x)))[1]) >= 0.975 }; kept[[key]] }
# Screened until n carriers have come, and the month of the last.
fill <- function(n, share) { s <- n + rnbinom(1, n, share); c(s, rgamma(1, s, 400)) }
out <- vector("list", R)
for (r in 1:R) {
  p <- fill(100, 0.015); k <- rmultinom(1, 100, c(4, 1.2, 0.8)); pan <- sum(rbinom(3, k, c(0.6, 0.4, 0.4))) >= need(100)
  f <- sapply(c(0.01, 0.003, 0.002), fill, n = 40); w <- rbinom(3, 40, c(0.6, 0.4, 0.4)) >= need(40)
  l <- fill(120, 0.01); y <- rbinom(2, 60, c(0.6, 0.3)); q <- sum(y) / 120; go <- (y[1] - y[2]) / 60 / sqrt(q * (1 - q) / 30) >= qnorm(0.975)
  o <- fill(40, 0.005); n <- rbinom(1, 40, 0.6); x <- rbinom(2, c(n, 40 - n), 0.4); so <- sum(x) >= need(40); b <- both(n, x[1], x[2]); end <- l[2] + 3
  out[[r]] <- c(pan = pan, panMonths = p[2] + 3, panScreened = p[1], panLung = k[1],
    tAll = all(w), tLT = w[1] && w[2] && !w[3], tLO = w[1] && w[3] && !w[2], tTO = w[2] && w[3] && !w[1], tL = w[1] && !w[2] && !w[3], tT = w[2] && !w[1] && !w[3], tO = w[3] && !w[1] && !w[2], tNone = !any(w),
    tMissed = !all(w), tMonths = max(f[2, ]) + 3, tScreened = sum(f[1, ]), tCost = 2400 + 10 * sum(f[2, ] + 3),
    stop = !go, reach = go, rest = go && so, lung = go && !so, fMonths = if (go) end + 3 + o[2] + 3 else end, fN = 120 + 40 * go, fScreened = l[1] + go * o[1], fCost = 20 * (120 + 40 * go) + 10 * (end + go * (o[2] + 3)),
    opens = if (go) end + 3 else NA, given = if (go) so else NA, bT = b[1], bO = b[2], bAll = go && all(b), bLT = go && b[1] && !b[2], bLO = go && b[2] && !b[1], bL = go && !any(b), bThyroid = n)
}
M <- as.data.frame(do.call(rbind, out)); P <- "|claim probability"; E <- "each tumour|"; F <- "common tumour first|"; B <- "common tumour first borrowing|"
rows <- c(pan = paste0("pan-tumour at once|all tumours", P), panMonths = "pan-tumour at once||months to analysis", panScreened = "pan-tumour at once||screened", panLung = "pan-tumour at once||patients||tumour = lung",
  tAll = paste0(E, "all tumours", P), tLT = paste0(E, "lung and thyroid", P), tLO = paste0(E, "lung and other", P), tTO = paste0(E, "thyroid and other", P), tL = paste0(E, "common tumour", P), tT = paste0(E, "thyroid alone", P), tO = paste0(E, "other alone", P), tNone = paste0(E, "none", P),
  tMissed = paste0(E, "|missed benefit probability"), tMonths = paste0(E, "|months to analysis"), tScreened = paste0(E, "|screened"), tCost = paste0(E, "|cost"),
  stop = paste0(F, "stop", P), reach = paste0(F, "others|probability of reaching"), rest = paste0(F, "all tumours", P), lung = paste0(F, "common tumour", P), fMonths = paste0(F, "|months to analysis"), fN = paste0(F, "|randomised"), fScreened = paste0(F, "|screened"), fCost = paste0(F, "|cost"),
  opens = paste0(F, "others|months to step"), given = paste0(F, "others: all tumours|outcome probability given reached"), bT = "others borrowing|by tumour: thyroid|power", bO = "others borrowing|by tumour: other|power",
  bAll = paste0(B, "all tumours", P), bLT = paste0(B, "lung and thyroid", P), bLO = paste0(B, "lung and other", P), bL = paste0(B, "common tumour", P), bThyroid = "others borrowing||patients||tumour = thyroid")
save_rows("timing.json", M, rows)
