package org.paylink.embedded.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.embedded.EmbeddedTasks;
import org.paylink.host.Host;
import org.paylink.page.Words;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.site.WebResponse;

/** A person's tasks on the sample host, which that person may tick off. */
final class TaskScreen {
  private final Host host;
  private final Screen screen;
  private final FormTokens tokens;

  TaskScreen(Host host, Screen screen, FormTokens tokens) {
    this.host = host;
    this.screen = screen;
    this.tokens = tokens;
  }

  /** Shows a person's tasks, or ticks one off. */
  WebResponse answer(Visit visit) {
    if (visit.reads()) {
      return show(visit);
    }
    if (!"POST".equals(visit.request().method())) {
      return screen.notAllowed(visit, "GET, HEAD, POST");
    }
    String token = Requests.field(visit.request(), FormTokens.FIELD).orElse("");
    if (!tokens.holds(token, visit.session(), Addresses.TASKS)) {
      return screen.message(visit, 403, "PaylinkSample_TooOld", "PaylinkSample_TooOldTasks");
    }
    Requests.field(visit.request(), "task").ifPresent(task -> done(task, visit.user()));
    return Replies.seeOther(Addresses.TASKS);
  }

  private void done(String taskId, User user) {
    host.records()
        .run(
            unit -> {
              Optional<Row> task =
                  unit.find(EmbeddedTasks.ENTITY, Map.of("taskId", taskId))
                      .filter(row -> row.text("userLoginId").equals(user.login()));
              if (task.isPresent() && host.tasks() instanceof EmbeddedTasks tasks) {
                tasks.done(unit, taskId, user.login());
              }
            });
  }

  private WebResponse show(Visit visit) {
    List<Map<String, Object>> rows =
        host
            .records()
            .unit(
                unit ->
                    unit.list(
                        Query.from(EmbeddedTasks.ENTITY)
                            .equal("userLoginId", visit.user().login())
                            .orderBy("-createdDate")
                            .limit(200)))
            .stream()
            .map(row -> row(row, visit.words()))
            .toList();
    Map<String, Object> model = new HashMap<>();
    model.put("tasks", rows);
    model.put("token", tokens.issue(visit.session(), Addresses.TASKS));
    return screen.show(visit, 200, "tasks", model);
  }

  private static Map<String, Object> row(Row row, Words words) {
    boolean open = row.text("statusId").equals("OPEN");
    return Map.of(
        "id", row.text("taskId"),
        "title", row.text("title"),
        "description", row.optionalText("description").orElse(""),
        "since", row.moment("createdDate").map(words.formats()::dateTime).orElse(""),
        "open", open,
        "by", row.optionalText("doneByUserLogin").map(words::actor).orElse(""));
  }
}
