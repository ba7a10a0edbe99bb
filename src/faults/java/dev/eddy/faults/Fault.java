package dev.eddy.faults;

import dev.eddy.demo.BrokerNode;
import java.util.List;

/** What may happen to a deployment. Each returns when its cause is gone. */
enum Fault {
  ENGINE_KILLED("kill -9 of an engine") {
    @Override
    void strike(Deployment deployment) throws InterruptedException {
      Engine engine = deployment.anEngine();
      engine.kill();
      deployment.pass(seconds(deployment, 0, 3));
      deployment.start(engine);
    }
  },
  BROKER_KILLED("kill -9 of a broker") {
    @Override
    void strike(Deployment deployment) throws InterruptedException {
      int node = node(deployment);
      deployment.brokers().node(node).kill();
      deployment.pass(seconds(deployment, 2, 8));
      deployment.brokers().start(node);
    }
  },
  BOTH_KILLED("kill -9 of a broker, then of an engine") {
    @Override
    void strike(Deployment deployment) throws InterruptedException {
      int node = node(deployment);
      deployment.brokers().node(node).kill();
      deployment.pass(seconds(deployment, 0, 2));
      ENGINE_KILLED.strike(deployment);
      deployment.brokers().start(node);
    }
  },
  ENGINE_PAUSED("an engine stands still for longer than its session") {
    @Override
    void strike(Deployment deployment) throws InterruptedException {
      Child process = deployment.anEngine().child();
      process.pause();
      deployment.pass(SESSION_SECONDS + seconds(deployment, 2, 6));
      process.resume();
    }
  },
  BROKER_PAUSED("a broker stands still for longer than its session") {
    @Override
    void strike(Deployment deployment) throws InterruptedException {
      Child process = deployment.brokers().node(node(deployment));
      process.pause();
      deployment.pass(SESSION_SECONDS + seconds(deployment, 0, 4));
      process.resume();
    }
  },
  ROLLING_RESTART("rolling restart") {
    @Override
    void strike(Deployment deployment) {
      for (Engine engine : deployment.running()) {
        engine.stop();
        deployment.start(engine);
      }
    }
  },
  SCALED("to one engine, to three, to one, to two") {
    @Override
    void strike(Deployment deployment) throws InterruptedException {
      List<Engine> running = deployment.running();
      running.subList(1, running.size()).forEach(Engine::stop);
      deployment.idle().forEach(Engine::start);
      deployment.running().forEach(Engine::awaitReady);
      deployment.pass(seconds(deployment, 0, 2));
      deployment.running().subList(1, deployment.running().size()).forEach(Engine::stop);
      deployment.pass(seconds(deployment, 0, 2));
      deployment.start(deployment.idle().get(deployment.random().nextInt(2)));
    }
  },
  STATE_LOST("kill -9 of an engine, and its state folder deleted") {
    @Override
    void strike(Deployment deployment) {
      Engine engine = deployment.anEngine();
      engine.kill();
      engine.loseState();
      deployment.start(engine);
    }
  },
  DISK_FULL("no space for an engine's state") {
    @Override
    void strike(Deployment deployment) throws InterruptedException {
      Child process = deployment.anEngine().child();
      process.fillDisk();
      deployment.pass(seconds(deployment, 8, 14));
      if (process.isAlive()) {
        process.emptyDisk();
      }
    }
  };

  /** How long engines and brokers are waited for before they count as gone. */
  static final int SESSION_SECONDS = 6;

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  /** What it is, in words. */
  String words() {
    return words;
  }

  /** Lets it happen, and end. */
  abstract void strike(Deployment deployment) throws InterruptedException;

  private static double seconds(Deployment deployment, int from, int to) {
    return deployment.random().nextDouble(from, to);
  }

  private static int node(Deployment deployment) {
    return 1 + deployment.random().nextInt(BrokerNode.NODES);
  }
}
