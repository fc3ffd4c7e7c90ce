package org.paylink.simulator.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the API requests received, the latest ones only once there are very many. */
public final class RequestRecorder {
  private static final int MOST_KEPT = 10_000;

  private final Deque<RecordedRequest> requests = new ArrayDeque<>();

  /** Keeps one more. */
  public synchronized void add(RecordedRequest request) {
    requests.add(request);
    if (requests.size() > MOST_KEPT) {
      requests.removeFirst();
    }
  }

  /** The requests kept, oldest first. */
  public synchronized List<RecordedRequest> all() {
    return List.copyOf(requests);
  }

  /** Forgets them. */
  public synchronized void clear() {
    requests.clear();
  }
}
