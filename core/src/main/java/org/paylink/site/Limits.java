package org.paylink.site;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often something may be tried, kept in the memory of this node. Each limit is a bucket that
 * holds some tries at first and gets one more from time to time. Safe for concurrent use.
 */
final class Limits {
  /** So many buckets are kept; when there are more, the one used longest ago is forgotten. */
  private static final int MOST_BUCKETS = 20_000;

  private final InstantSource clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_BUCKETS;
        }
      };

  Limits(InstantSource clock) {
    this.clock = clock;
  }

  /** What is limited. */
  enum Kind {
    /** Starting checkouts from one address, behind which an office may sit. */
    START_FROM_ADDRESS(120, Duration.ofSeconds(1)),
    /** Starting checkouts of one link. */
    START_OF_LINK(60, Duration.ofSeconds(10)),
    /** Asking for pages that don't exist from one address. */
    UNKNOWN_PAGE(60, Duration.ofSeconds(1)),
    /** Sending notifications that are refused from one address. */
    REFUSED_NOTIFICATION(60, Duration.ofSeconds(1));

    private final int most;
    private final Duration refill;

    Kind(int most, Duration refill) {
      this.most = most;
      this.refill = refill;
    }

    /** So many tries are free. */
    int most() {
      return most;
    }
  }

  private static final class Bucket {
    private double tries;
    private Instant at;

    Bucket(double tries, Instant at) {
      this.tries = tries;
      this.at = at;
    }
  }

  /** Uses up one try; how long to wait when there is none left. */
  synchronized Optional<Duration> take(Kind kind, String key) {
    Optional<Duration> wait = wait(kind, key);
    if (wait.isEmpty()) {
      bucket(kind, key).tries -= 1;
    }
    return wait;
  }

  /** How long to wait for the next try, without using one up; nothing when one is left. */
  synchronized Optional<Duration> wait(Kind kind, String key) {
    Bucket bucket = bucket(kind, key);
    if (bucket.tries >= 1) {
      return Optional.empty();
    }
    double missing = 1 - bucket.tries;
    return Optional.of(Duration.ofMillis((long) Math.ceil(missing * kind.refill.toMillis())));
  }

  /** How many buckets are kept now. */
  synchronized int size() {
    return buckets.size();
  }

  private Bucket bucket(Kind kind, String key) {
    Instant now = clock.instant();
    Bucket bucket =
        buckets.computeIfAbsent(kind.name() + " " + key, name -> new Bucket(kind.most, now));
    long passedMillis = Duration.between(bucket.at, now).toMillis();
    // A clock that was set back gives nothing and takes nothing.
    double more = Math.max(0, passedMillis) / (double) kind.refill.toMillis();
    bucket.tries = Math.min(kind.most, bucket.tries + more);
    bucket.at = now;
    return bucket;
  }
}
