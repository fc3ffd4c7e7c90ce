package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.paylink.link.Subject;

/**
 * Processes that each go one way and may die on it. A few are made beforehand, so that they get
 * ready while others work; from the first, which must live, Java remembers the classes, so that the
 * others start sooner.
 */
final class DoomedNodes implements AutoCloseable {
  private static final int READY = 2;

  private final List<String> arguments = new ArrayList<>();
  private final Flow.Courier courier;
  private final Path classes;
  private final String classPath;
  private final Deque<Process> ready = new ArrayDeque<>();

  DoomedNodes(String database, GatewayAddresses addresses, Flow.Courier courier, Path folder)
      throws IOException {
    arguments.add(database);
    arguments.addAll(addresses.arguments());
    this.courier = courier;
    classes = folder.resolve("classes.jsa");
    classPath = JarredPath.in(folder);
  }

  /** The steps of a way, found by going it to its end. */
  List<String> steps(Subject subject, Flow.Way way) throws Exception {
    boolean first = !Files.exists(classes);
    Process process = first ? start("-XX:ArchiveClassesAtExit=" + classes) : next();
    return talk(process, subject, Integer.MAX_VALUE, way);
  }

  /** Goes a way and dies at a step, if it comes to it; answers the last it came to. */
  String go(Subject subject, int dieAt, Flow.Way way) throws Exception {
    List<String> steps = talk(next(), subject, dieAt, way);
    return steps.get(steps.size() - 1);
  }

  private synchronized Process next() throws IOException {
    while (ready.size() <= READY) {
      ready.add(start("-XX:SharedArchiveFile=" + classes));
    }
    return ready.remove();
  }

  private Process start(String sharing) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-Xshare:auto", "-Xlog:disable", "-XX:-UsePerfData", sharing));
    command.addAll(List.of("-cp", classPath, CrashNode.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private List<String> talk(Process process, Subject subject, int dieAt, Flow.Way way)
      throws Exception {
    List<String> steps = new ArrayList<>();
    try (Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      tell(in, subject.id() + " " + dieAt + " " + way);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(CrashNode.STEP)) {
          steps.add(line);
        } else if (line.startsWith(CrashNode.ASKS)) {
          tell(in, new Gson().toJson(courier.about(line.substring(CrashNode.ASKS.length()))));
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("a node ended").isTrue();
    assertThat(Set.of(0, 9)).as(steps.toString()).contains(process.exitValue());
    return steps;
  }

  private static void tell(Writer in, String line) throws IOException {
    in.write(line + "\n");
    in.flush();
  }

  /** Those that are not needed any more end when nobody can tell them anything. */
  @Override
  public synchronized void close() {
    for (Process process : ready) {
      try {
        process.getOutputStream().close();
        process.waitFor(20, TimeUnit.SECONDS);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
