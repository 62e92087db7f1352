package dev.lamina.processor;

import com.google.auto.service.AutoService;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.processor.emit.NetworkEmitter;
import dev.lamina.processor.emit.ResourceEmitter;
import dev.lamina.processor.emit.StubEmitter;
import dev.lamina.processor.read.Mirrors;
import dev.lamina.processor.read.NetworkReader;
import dev.lamina.processor.read.ReadNetwork;
import dev.lamina.processor.read.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Compiles every type with {@code @Network} and checks every block.
 *
 * <p>Options: {@code -Alamina.dump=STAGE,...} prints stages of the compilation as notes; {@code
 * -Alamina.disable=REWRITE,...} leaves rewrites out.
 */
@AutoService(Processor.class)
@SupportedOptions({Options.DUMP, Options.DISABLE})
@SupportedAnnotationTypes({
  "dev.lamina.dsl.Initialize",
  "dev.lamina.dsl.Network",
  "dev.lamina.dsl.Parallel",
  "dev.lamina.dsl.Sequential",
  "dev.lamina.dsl.Training"
})
public final class LaminaProcessor extends AbstractProcessor {

  /** Annotations that say something of a network. */
  private static final List<String> DESCRIPTIONS = List.of("Initialize", "Training");

  /** Types in which {@code javac} sees errors that another processor's round may resolve. */
  private Set<String> deferred = new LinkedHashSet<>();

  private Sources sources;
  private Reporter reporter;
  private NetworkPipeline pipeline;
  private ResourceEmitter resources;
  private StubEmitter stubs;
  private NetworkEmitter emitter;
  private CompanionWriter companions;
  private BugReport bugReport;

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Elements elements = environment.getElementUtils();
    sources = Sources.of(environment);
    reporter = new Reporter(environment.getMessager());
    Options options = Options.of(environment.getOptions(), reporter::error);
    NetworkReader reader = new NetworkReader(elements, environment.getTypeUtils(), sources);
    pipeline = new NetworkPipeline(reader, options, reporter);
    resources = new ResourceEmitter(environment.getFiler());
    stubs = new StubEmitter(elements, environment.getTypeUtils());
    emitter = new NetworkEmitter(elements, environment.getTypeUtils());
    companions = new CompanionWriter(elements, environment.getFiler());
    bugReport = new BugReport(elements, environment.getTypeUtils());
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    sources.add(round.getRootElements());
    List<TypeElement> networks = new ArrayList<>(deferred());
    deferred = new LinkedHashSet<>();
    if (round.processingOver()) {
      networks.forEach(type -> guarded(type, () -> writeStub(type)));
      return false;
    }
    networks.addAll(declared(round, "Network"));
    DESCRIPTIONS.forEach(annotation -> requireNetworks(annotation, round));
    Set<TypeElement> blocks = new LinkedHashSet<>(declared(round, "Sequential"));
    blocks.addAll(declared(round, "Parallel"));
    // What a network inherits is shown at the network that declares it, which must come first.
    networks.sort(Comparator.comparingInt(this::depth));
    blocks.forEach(type -> guarded(type, () -> processBlock(type)));
    networks.forEach(type -> guarded(type, () -> processNetwork(type)));
    return false;
  }

  private List<TypeElement> deferred() {
    return deferred.stream()
        .map(name -> processingEnv.getElementUtils().getTypeElement(name))
        .filter(Objects::nonNull)
        .toList();
  }

  /** An incremental build may pass types from class files, which were compiled before. */
  private List<TypeElement> declared(RoundEnvironment round, String annotation) {
    TypeElement type =
        processingEnv.getElementUtils().getTypeElement("dev.lamina.dsl." + annotation);
    return ElementFilter.typesIn(round.getElementsAnnotatedWith(type)).stream()
        .filter(sources::contains)
        .toList();
  }

  private void requireNetworks(String annotation, RoundEnvironment round) {
    for (TypeElement type : declared(round, annotation)) {
      if (!Mirrors.has(type, "Network")) {
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.report(
            Message.NOT_A_NETWORK,
            NetworkReader.origin(type, annotation),
            annotation,
            type.getSimpleName());
        reporter.report(diagnostics, type);
      }
    }
  }

  private int depth(TypeElement type) {
    Types types = processingEnv.getTypeUtils();
    return types.directSupertypes(type.asType()).stream()
        .mapToInt(base -> 1 + depth((TypeElement) types.asElement(base)))
        .max()
        .orElse(0);
  }

  private void processBlock(TypeElement type) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    pipeline.checkBlock(type, diagnostics);
    reporter.report(diagnostics, type);
    companions.write(type);
  }

  private void processNetwork(TypeElement type) {
    Diagnostics diagnostics = new Diagnostics();
    boolean compiled = guarded(type, () -> compile(type, diagnostics));
    reporter.report(diagnostics, type);
    if (!compiled || diagnostics.hasErrors()) {
      guarded(type, () -> writeStub(type));
    }
  }

  private void compile(TypeElement type, Diagnostics diagnostics) throws IOException {
    ReadNetwork read = pipeline.read(type, diagnostics);
    Optional<PlannedNetwork> planned = pipeline.compile(read, diagnostics);
    if (planned.isPresent()) {
      emitter.emit(planned.get(), pipeline.recipe(read), type).writeTo(processingEnv.getFiler());
      resources.emit(planned.get(), type);
      companions.write(type);
    } else if (!diagnostics.hasErrors()) {
      deferred.add(type.getQualifiedName().toString());
    }
  }

  private void writeStub(TypeElement type) throws IOException {
    stubs.emit(type).writeTo(processingEnv.getFiler());
  }

  /** One type's failure must not hide what is wrong with the others. */
  private boolean guarded(TypeElement type, Step step) {
    try {
      step.run();
      return true;
    } catch (IOException e) {
      reporter.report(Failures.of(type, e), type);
    } catch (RuntimeException | Error e) {
      // Whatever it is, javac would stop with a stack trace, and say nothing of other mistakes.
      reporter.report(
          Failures.internal(
              type.getSimpleName(), e, BugReport.versions(), bugReport.declaration(type)),
          type);
    }
    return false;
  }

  /** Something that is done for one type. */
  private interface Step {
    void run() throws IOException;
  }
}
