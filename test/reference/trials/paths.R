# Programs of PT-3.1a at a response of 45 %: six patients a month, 2.4, 1.8, 1.2 and 0.6 by tumour.
source("lib.R"); set.seed(31)
R <- as.numeric(commandArgs(TRUE)[1]); need <- function(n, alpha) qbinom(1 - alpha, n, 0.3) + 1
one <- rbinom(R, 120, 0.45) >= need(120, 0.025); first <- rbinom(R, 60, 0.45) >= need(60, 0.025); second <- rbinom(R, 60, 0.45) >= need(60, 0.025)
w <- matrix(rbinom(4 * R, 30, 0.45) >= need(30, 0.00625), R); any0 <- function(j) if (j > 1) rowSums(w[, seq_len(j - 1), drop = FALSE]) > 0 else FALSE
some <- sapply(1:4, function(j) w[, j] & !any0(j) & rowSums(w) < 4); at <- function(n, rate) rgamma(R, n, rate) + 3
a <- at(60, 6); b <- at(60, 6); t <- sapply(c(2.4, 1.8, 1.2, 0.6), at, n = 30)
M <- data.frame(one = one, oneMonths = at(120, 6), stop = !first, regular = first & second, cond = first & !second, right = first, twoMonths = a + first * (3 + b), twoN = 60 + 60 * first,
  tAll = rowSums(w) == 4, some, tNone = rowSums(w) == 0, tMissed = rowSums(w) < 4, tMonths = apply(t, 1, max), given = ifelse(first, second, NA)) + 0
C <- "|claim probability"; T <- "tumour by tumour|"; D <- "conditional then regular|"
save_rows("paths.json", M, c(one = paste0("one single-arm trial|regular", C), oneMonths = "one single-arm trial||months to analysis",
  stop = paste0(D, "stop", C), regular = paste0(D, "regular", C), cond = paste0(D, "conditional only", C), right = paste0(D, "|right claim probability"), twoMonths = paste0(D, "|months to analysis"), twoN = paste0(D, "|randomised"), given = paste0(D, "other half: regular|outcome probability given reached"),
  tAll = paste0(T, "regular", C), X1 = paste0(T, "some with colorectal", C), X2 = paste0(T, "some with endometrial", C), X3 = paste0(T, "some with gastric", C), X4 = paste0(T, "biliary alone", C), tNone = paste0(T, "none", C), tMissed = paste0(T, "|missed benefit probability"), tMonths = paste0(T, "|months to analysis")))
