package org.paylink.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.paylink.host.Mailer;

/** A transport whose answers a test decides; what it took over, it keeps. */
final class Post implements Mailer {
  final List<Message> taken = new ArrayList<>();
  private Function<Message, Answer> next = message -> taken("1");

  @Override
  public Answer deliver(Message message) {
    Answer answer = next.apply(message);
    if (answer instanceof Accepted) {
      taken.add(message);
    }
    return answer;
  }

  /** Answers like this from now on. */
  void answers(Function<Message, Answer> answer) {
    next = answer;
  }

  static Answer taken(String reference) {
    return new Accepted(java.util.Optional.of(reference));
  }

  void asUsual() {
    taken.clear();
    next = message -> taken("1");
  }
}
