package org.paylink.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.paylink.problem.PaylinkException;

/** Runs a trial from the command line, until it is told to end. */
public final class Trial {
  private static final Duration FIRST_PAGE_WITHIN = Duration.ofSeconds(30);

  private Trial() {}

  /** Starts a trial, says where it is once the first page answers, and waits for Ctrl-C. */
  public static void main(String[] arguments) {
    try {
      run(TrialOptions.parse(arguments));
    } catch (IllegalArgumentException | TrialException e) {
      fail(e.getMessage());
    } catch (PaylinkException | IOException e) {
      fail("The trial can't start: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(TrialOptions options) throws IOException, InterruptedException {
    TrialFolder folder = TrialFolder.take(options.data(), options.fresh());
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch stop = new CountDownLatch(1);
    // Stopping is the main thread's work: the hook, in which the program is half down already,
    // only asks for it and waits.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> askToStop(stop, stopped)));
    try (folder;
        TrialHost trial = TrialHost.start(options.port(), folder.path())) {
      requireFirstPage(trial.baseUrl());
      System.out.print(greeting(trial, options));
      System.out.flush();
      stop.await();
    } finally {
      stopped.countDown();
    }
  }

  private static void askToStop(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      if (!stopped.await(30, TimeUnit.SECONDS)) {
        System.err.println("The trial did not stop in time; its data is mended at the next start.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void requireFirstPage(URI baseUrl) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(FIRST_PAGE_WITHIN).build();
    HttpRequest request =
        HttpRequest.newBuilder(baseUrl.resolve("/")).timeout(FIRST_PAGE_WITHIN).build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("the first page answered with status " + status);
    }
  }

  private static String greeting(TrialHost trial, TrialOptions options) {
    URI base = trial.baseUrl();
    return String.join(
        System.lineSeparator(),
        "ready: " + base + "/",
        "",
        "  1. Make a link:         " + base + "/orders/DEMO10090, Create payment link",
        "  2. Pay as the customer: open the link's address, press Pay",
        "  3. See it in the books: become the accountant at the top, " + base + "/book",
        "",
        "  Simulator: " + trial.controlPage(TrialAccount.US),
        "  Data:      " + options.data() + " (emptied by --fresh)",
        "  Stop:      Ctrl-C",
        "");
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}
