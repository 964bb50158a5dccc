source("lib.R"); set.seed(37)
R <- as.numeric(commandArgs(TRUE)[1]); out <- vector("list", R); share <- c(.4, .3, .2, .1); rate <- c(.12, .35, .4, .6); total <- 60; pooled <- qbinom(.975, 1:total, .2) + 1
prob <- function(n, x) pbeta(.2, .5 + x, .5 + n - x, lower.tail = FALSE)
for (r in 1:R) {
  g <- rgamma(4, 20 * share); p <- g / sum(g); n <- integer(4); state <- rep("open", 4); closedAt <- rep(NA, 4); claimedAt <- rep(NA, 4); a <- 0; screened <- 0
  at <- c(Inf, Inf); told <- c(FALSE, FALSE); T <- integer(0); y <- logical(0); e <- numeric(0); when <- rep(NA, 4)
  judge <- function(l) { seen <- e <= at[l] - 2; for (t in 1:4) if (state[t] == "open") { pr <- prob(sum(seen & T == t), sum(y[seen & T == t]))
    if (pr >= .99) { state[t] <<- "claimed"; claimedAt[t] <<- l; when[t] <<- at[l] } else if (pr <= .3) { state[t] <<- "dropped"; closedAt[t] <<- l; when[t] <<- at[l] } } ; told[l] <<- TRUE }
  while (length(T) < total) {
    a <- a + rexp(1, 10); for (l in 1:2) if (!told[l] && a > at[l]) judge(l)
    if (!any(state == "open" & c(n[1] < 25, TRUE, TRUE, TRUE))) break
    t <- sample.int(4, 1, TRUE, p); screened <- screened + 1
    if (state[t] != "open" || (t == 1 && n[1] >= 25)) next
    n[t] <- n[t] + 1; T <- c(T, t); y <- c(y, runif(1) < rate[t]); e <- c(e, a)
    for (l in 1:2) if (length(T) == 20 * l) at[l] <- a + 2
  }
  end <- max(e) + 2
  for (l in 1:2) if (!told[l] && at[l] < end) judge(l)
  x <- sapply(1:4, function(t) sum(y[T == t])); last <- state == "open" & prob(n, x) >= .95; m <- length(T)
  v <- c(p = last | state == "claimed", f1 = ifelse(is.na(closedAt), FALSE, closedAt == 1), f2 = ifelse(is.na(closedAt), FALSE, closedAt == 2), e1 = ifelse(is.na(claimedAt), FALSE, claimedAt == 1), n = n)
  out[[r]] <- c(v, randomised = m, months = end, pooled = sum(y) >= pooled[m], mean = mean(y) - .2, any = v[["p1"]] == 1, meanC = if (n[3] > 0) mean(y[T == 3]) - .2 else NA, right = all(v[1:4] == c(0, 1, 1, 1)))
}
M <- as.data.frame(do.call(rbind, out)); name <- c("a", "b", "c", "d"); rows <- c()
for (t in 1:4) { one <- c(paste0("d|t: ", name[t], "|power"), paste0("d|t: ", name[t], "|closed at look 1"), paste0("d|t: ", name[t], "|closed at look 2"), paste0("d|t: ", name[t], "|rejected at look 1"), paste0("d||patients||T = ", name[t]))
  names(one) <- paste0(c("p", "f1", "f2", "e1", "n"), if (TRUE) t); rows <- c(rows, one) }
names(rows) <- sub("^(f1|f2|e1)(.)$", "\\1\\2", names(rows))
save_rows("expansion.json", M, c(rows, randomised = "d||randomised",
  months = "d||months to analysis",
  pooled = "d|pooled|power",
  mean = "d|pooled|mean estimate",
  meanC = "d|t: c|mean estimate",
  any = "d|t|familywise error",
  right = "d|t|right set"))
