package org.paylink.site;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Host;
import org.paylink.page.PublicView;
import org.paylink.page.PublicView.State;
import org.paylink.problem.Problem;

/** Pages that say nothing about any link, because none is meant or none may be told of. */
final class BarePages {
  private final Host host;
  private final Answers answers;

  BarePages(Host host, Answers answers) {
    this.host = host;
    this.answers = answers;
  }

  /** The page of this state. */
  WebResponse of(State state, WebRequest request) {
    return of(state, Optional.empty(), request);
  }

  /** The page of this state, with what went wrong above it. */
  WebResponse of(State state, Optional<Problem> problem, WebRequest request) {
    Locale locale = answers.reader(request, "en").locale();
    return answers.page(view(state, problem, locale), request);
  }

  /** Asks the visitor to try again after so long. */
  WebResponse tooManyTries(WebRequest request, Duration wait) {
    return Answers.after(of(State.TOO_MANY_TRIES, request), wait);
  }

  private PublicView view(State state, Optional<Problem> problem, Locale locale) {
    return new PublicView(
        state,
        Optional.empty(),
        List.of(),
        problem.map(p -> new PublicView.Notice(Optional.of(p), Map.of(), Optional.empty())),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        // The same address, whichever it is.
        Optional.of("?"),
        locale,
        host.settings().zone());
  }
}
