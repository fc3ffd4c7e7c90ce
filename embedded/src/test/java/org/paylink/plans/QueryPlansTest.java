package org.paylink.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With ten thousand links, no question of the list reads a table as a whole. */
@Timeout(300)
class QueryPlansTest {
  /** Set by {@code ./paylink query-plans}: writes the document instead of only reading it. */
  private static final boolean WRITE = Boolean.getBoolean("paylink.query.plans.write");

  @Test
  void derbyAnswersEveryQuestionFromAnIndex() throws SQLException {
    assertNoScan(QueryPlans.onDerby().plans());
  }

  @Test
  void postgresAnswersEveryQuestionFromAnIndex() throws IOException, SQLException {
    assertNoScan(QueryPlans.onPostgres().plans());
  }

  @Test
  void theDocumentTellsOfEveryQuestionAndOfNoScan() throws IOException, SQLException {
    if (WRITE) {
      QueryPlans.main(new String[] {".."});
    }
    String document = Files.readString(Path.of("..", "docs", "query-plans.md"));
    assertThat(document).contains(QueryPlans.questions().keySet());
    assertThat(document).doesNotContain("`TABLE ");
  }

  private static void assertNoScan(Map<String, List<String>> plans) {
    List<String> scanned =
        plans.entrySet().stream()
            .flatMap(
                asked ->
                    asked.getValue().stream()
                        .filter(plan -> !QueryPlans.scans(List.of(plan)).isEmpty())
                        .map(plan -> asked.getKey() + ":\n" + plan))
            .toList();
    assertThat(scanned).isEmpty();
    plans.forEach((question, each) -> assertThat(each).as(question).hasSizeGreaterThan(1));
  }
}
