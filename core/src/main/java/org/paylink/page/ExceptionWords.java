package org.paylink.page;

import java.util.HashMap;
import java.util.Map;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;

/** What is known of an exception, in a reader's words. */
public final class ExceptionWords {
  private ExceptionWords() {}

  /** The facts of an exception; empty when there are none. */
  public static String detail(ExceptionKind kind, ExceptionDetail detail, Words words) {
    String label = words.text("PaylinkDetail_" + kind, detail.facts()).strip();
    // Words that were stored before facts were, in a form nobody knows any more.
    return label.isEmpty() ? detail.fact(ExceptionDetail.MESSAGE) : label;
  }

  /** The facts of a history's entry about an exception, as the entry's label takes them. */
  public static Map<String, String> facts(History.Entry entry, Words words) {
    Map<String, String> facts = new HashMap<>(entry.details());
    // What a person or the host said stands apart, so that it can be erased.
    facts.putAll(entry.personal());
    Map<String, String> stored = Map.copyOf(facts);
    ExceptionKind.named(facts.getOrDefault("kind", ""))
        .ifPresent(kind -> facts.put("said", detail(kind, known(kind, stored), words)));
    boolean resolved = entry.event().equals(HistoryEvent.EXCEPTION_RESOLVED.word());
    if (resolved && !entry.actor().startsWith("<")) {
      // What a person typed; what Paylink itself stores is for the log.
      facts.putIfAbsent("resolution", facts.getOrDefault("detail", ""));
    }
    return facts;
  }

  private static ExceptionDetail known(ExceptionKind kind, Map<String, String> stored) {
    if (stored.containsKey("detail")) {
      return ExceptionDetail.read(kind, stored.get("detail"));
    }
    Map<String, String> facts = new HashMap<>(stored);
    facts.remove("kind");
    return new ExceptionDetail(facts);
  }
}
