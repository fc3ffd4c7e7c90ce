package org.paylink.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes {@code docs/states.md} from the tables in the code; a test insists that it is up to date.
 */
public final class StatesDocument {
  private StatesDocument() {}

  /** Writes the file below the repository's root, which is the first argument. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0], "docs", "states.md"), text());
  }

  static String text() {
    StringBuilder out = new StringBuilder();
    out.append("# States\n\n");
    out.append("Generated from `LifecycleTable`, `AttemptState` and `LinkStatus`; don't edit.\n");
    lifecycle(out);
    attempts(out);
    statuses(out);
    return out.toString();
  }

  private static void lifecycle(StringBuilder out) {
    out.append("\n## Lifecycle of a link\n\nEvery other change is refused.\n\n");
    out.append("```mermaid\nstateDiagram-v2\n  [*] --> open\n");
    for (LifecycleTable edge : LifecycleTable.edges()) {
      out.append("  %s --> %s%n".formatted(word(edge.from()), word(edge.to())).replace("\r", ""));
    }
    out.append("```\n\n| from | to | when |\n| --- | --- | --- |\n");
    for (LifecycleTable edge : LifecycleTable.edges()) {
      out.append("| %s | %s | %s |\n".formatted(word(edge.from()), word(edge.to()), edge.when()));
    }
  }

  private static void attempts(StringBuilder out) {
    out.append("\n## State of an attempt\n\n");
    out.append("Facts arrive in any order; the state is the highest any of them showed. ");
    out.append("Rows: the state so far; columns: the fact.\n\n|  |");
    for (AttemptState fact : AttemptState.values()) {
      out.append(" %s |".formatted(word(fact)));
    }
    out.append("\n| --- |").append(" --- |".repeat(AttemptState.values().length)).append("\n");
    for (AttemptState before : AttemptState.values()) {
      out.append("| **%s** |".formatted(word(before)));
      for (AttemptState fact : AttemptState.values()) {
        out.append(" %s |".formatted(word(before.merge(fact))));
      }
      out.append("\n");
    }
  }

  private static void statuses(StringBuilder out) {
    out.append("\n## Status people see\n\n");
    out.append("A pure function of lifecycle, receipts, attempts and open exceptions ");
    out.append("(`StatusRule`).\n\n| status | normalised |\n| --- | --- |\n");
    for (LinkStatus status : LinkStatus.values()) {
      out.append("| %s | %s |\n".formatted(word(status), word(status.normalised())));
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
