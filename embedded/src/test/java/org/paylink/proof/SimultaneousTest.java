package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.site.WebResponse;

/** Many at once are as one after the other. */
@Timeout(120)
class SimultaneousTest extends RefusalScene {
  @Test
  void theSameWishFromTwoThreadsIsOneLink() throws Exception {
    for (int round = 0; round < 10; round++) {
      Subject order = world.order(TOTAL);
      IssueRequest request = Wish.of(order).request();
      List<Issued> answers = atOnce(2, () -> world.paylink.issue(request, World.SALES));
      assertThat(answers).extracting(Issued::url).containsOnly(answers.get(0).url());
      assertThat(answers).extracting(Issued::created).containsExactlyInAnyOrder(true, false);
      assertThat(linksOf(order)).isEqualTo(1);
    }
  }

  @Test
  void twoWishesForOneDocumentAtOnceAreOneLinkAndARefusal() throws Exception {
    Subject order = world.order(TOTAL);
    List<String> answers =
        atOnce(
            2,
            () -> {
              try {
                return issue(Wish.of(order)).linkId();
              } catch (PaylinkException e) {
                return e.problem().name();
              }
            });
    assertThat(answers).containsOnlyOnce(Problem.LIVE_LINK_EXISTS.name());
    assertThat(linksOf(order)).isEqualTo(1);
  }

  @Test
  void fiftyPressesAtOnceShowOneSession() throws Exception {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    int sessions = world.simulator.sessionsCreated();
    List<WebResponse> answers = atOnce(50, () -> world.pressPay(link.url()));
    List<String> shown =
        answers.stream()
            .filter(answer -> answer.status() == 303)
            .map(answer -> answer.headers().get("Location"))
            .distinct()
            .toList();
    assertThat(shown).hasSize(1);
    assertThat(world.simulator.sessionsCreated()).isEqualTo(sessions + 1);
    assertThat(attemptStates(link)).containsExactly(AttemptState.PAYABLE);
    answers.stream()
        .filter(answer -> answer.status() != 303)
        .forEach(answer -> assertThat(answer.status()).as(words(answer)).isEqualTo(503));
    assertThat(world.pressPay(link.url()).headers().get("Location")).isEqualTo(shown.get(0));
  }

  private static long linksOf(Subject subject) {
    return world.records.unit(unit -> (long) Links.ofSubject(unit, subject).size());
  }

  private static <T> List<T> atOnce(int threads, Callable<T> call) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    try {
      Callable<T> together =
          () -> {
            start.await(30, TimeUnit.SECONDS);
            return call.call();
          };
      List<T> answers = new java.util.ArrayList<>();
      for (Future<T> answer : pool.invokeAll(Collections.nCopies(threads, together))) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      pool.shutdown();
    }
  }
}
