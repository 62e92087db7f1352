package dev.lamina.graph.diagnostics;

/**
 * The catalogue of everything that the compiler can say about a declaration. Texts state what is
 * wrong, both sides and the repair.
 */
public enum Message {
  /** An annotation of a type on something without abstract methods. */
  NOT_ABSTRACT("LAM101", "@%s is on %s, which is %s; only %s declares layers, so make %s one"),
  /** Type parameters on a declared type. */
  GENERIC_TYPE(
      "LAM102",
      "%s has the type parameters <%s>, but a generated class has nothing to give for them; remove"
          + " them"),
  /** A declared type that no generated class can implement. */
  NOT_EXTENSIBLE("LAM103", "%s %s, so that no generated class can implement it; %s"),
  /** A declared type without layers. */
  NO_LAYERS(
      "LAM104",
      "%s declares no layers; add at least one method such as: @Conv(filters = 16, kernel = 3)"
          + " Layer conv();"),
  /** Layers inherited along two ways. */
  TWO_BASES(
      "LAM105",
      "%s inherits layers from %s and from %s, and their order is undefined; extend one of them"),
  /** A type from a class file whose members' order is not recorded. */
  UNKNOWN_ORDER(
      "LAM106",
      "the order of the members of %s is unknown: it comes from a class file and %s is missing; run"
          + " Lamina's annotation processor where %s is compiled"),
  /** A block that contains itself. */
  RECURSIVE_BLOCK("LAM107", "the block %s contains itself: %s; break the cycle"),
  /** A required attribute that neither the network nor a base states. */
  MISSING_ATTRIBUTE(
      "LAM108", "@Network of %s states no %s, and it extends no network that does; write %s"),
  /** A block with one branch. */
  ONE_BRANCH(
      "LAM109",
      "the @Parallel block %s has the single branch %s, but a join takes at least two; add a branch"
          + " or make it @Sequential"),
  /** A layer that takes arguments. */
  LAYER_WITH_PARAMETERS(
      "LAM110", "the layer %s takes %s, but a generated class has none to give; write %s()"),
  /** A layer of another type. */
  WRONG_RETURN_TYPE(
      "LAM111",
      "%s returns %s, which is neither Layer nor an interface with @Sequential or @Parallel; return"
          + " one of these"),
  /** A layer named like something that generated classes have. */
  RESERVED_NAME(
      "LAM112", "%s cannot name a layer, because %s has a method %s; rename it, for example %s"),
  /** Two parts of one scope with one name. */
  NAME_TAKEN(
      "LAM113",
      "the names of %s and of %s differ in upper and lower case at most; rename the first, for"
          + " example %s"),
  /** A method that says nothing. */
  NO_PRINCIPAL(
      "LAM114",
      "%s has no annotation that says which layer it is; add one of %s, or @BatchNorm or"
          + " @Activation"),
  /** A method that says two things. */
  TWO_PRINCIPALS(
      "LAM115",
      "%s is both %s and %s, but one declaration is one layer; keep one of them, or declare two"),
  /** A modifier of nothing. */
  MODIFIER_ALONE(
      "LAM116", "@Grouped on %s modifies @Residual, which is missing; add it or remove @Grouped"),
  /** A layer after a block that has its own. */
  MODIFIER_ON_BLOCK(
      "LAM117", "@%s on %s follows @%s, which has its own norms and activations; %s, or remove it"),
  /** Two ways of repeating. */
  REPEATED_SERIES(
      "LAM118",
      "%s is repeated by @Residual(blocks = %s) and by @Repeat(%s); write only blocks, or put the"
          + " series in a @Sequential block"),
  /** A layer annotation on a method that the generated class does not implement. */
  LAYER_WITH_BODY(
      "LAM119",
      "%s has a body, so that @%s has no effect; make it abstract or remove the annotation"),
  /** A method with a body in the place of an inherited layer. */
  LAYER_OVERRIDDEN(
      "LAM120",
      "%s of %s has a body, but it overrides a layer of %s; declare it abstract with the"
          + " annotations of another layer, or rename it"),
  /** A method that the generated class cannot implement. */
  LAYER_OUT_OF_REACH(
      "LAM121",
      "the layer %s of %s can be implemented in its own package only, and not in %s; make it"
          + " protected or public"),
  /** A description of a network that is none. */
  NOT_A_NETWORK(
      "LAM122", "@%s describes a network, but %s has no @Network; add @Network or remove @%1$s"),
  /** A number below its least value. */
  NUMBER_TOO_SMALL("LAM130", "%s = %s of %s is too small; it must be at least %s"),
  /** A number above its largest value. */
  NUMBER_TOO_LARGE("LAM131", "%s = %s of %s is too large; it may be at most %s"),
  /** The name of a number where it stands for none. */
  NAMED_NUMBER(
      "LAM145", "%s = %s of %s stands for no number there; write one, which must be at least %s"),
  /** A fraction outside its interval. */
  OUT_OF_RANGE("LAM132", "%s = %s of %s lies outside %s; write %s"),
  /** An even kernel that padding cannot centre. */
  EVEN_KERNEL(
      "LAM133",
      "kernel = %s of %s is even, so that padding = SAME cannot centre it; write kernel = %s or %s,"
          + " or a number such as padding = %s"),
  /** Windows of padding alone. */
  POOL_PADDING(
      "LAM134",
      "padding = %s of %s is more than half of kernel = %s; it may be at most %s, or take kernel ="
          + " %s"),
  /** Groups of a fraction of a channel. */
  GROUP_WIDTH(
      "LAM135",
      "baseWidth = %s of %s does not suit filters = %s and widen = %s: a group would have baseWidth *"
          + " filters / (64 * widen) = %s channels; the nearest that work: %s"),
  /** A grouped bottleneck in a form that it does not have. */
  GROUPED_PRE_ACTIVATION(
      "LAM136",
      "%s has preAct = true, but @Grouped bottlenecks have no such form; remove preAct or @Grouped"),
  /** A grouped bottleneck whose width is unknown. */
  GROUPED_SAME(
      "LAM137",
      "%s has filters = SAME, but the width of @Grouped bottlenecks follows from the number of"
          + " filters; write the number"),
  /** The network's own default refers to itself. */
  NETWORK_ACTIVATION(
      "LAM138", "activation = NETWORK of @Network refers to itself; write one of %s"),
  /** Names that repetitions would share. */
  NAME_WITHOUT_NUMBER(
      "LAM139",
      "the name %s is the same for all %3$s repetitions of %2$s; add a # for their number, for"
          + " example %4$s.#"),
  /** A name of nothing. */
  NAMES_NOTHING("LAM140", "%s of @StateDict names nothing: %s has %s; remove it"),
  /** A malformed name. */
  NOT_A_NAME(
      "LAM141",
      "%s = \"%s\" of %s is no name of parameters; write words joined by single dots, of at most"
          + " %s characters in all, for example blocks.#"),
  /** Repetitions that multiply beyond reason. */
  TOO_MANY_LAYERS(
      "LAM142",
      "the network would have about %s layers, and at most %s are possible; %s of them are in %s:"
          + " lower its repetitions"),
  /** Milestones out of order. */
  MILESTONES_NOT_ASCENDING(
      "LAM143",
      "milestones = %s of @Training do not ascend: %s comes after %s; write each epoch once, from the"
          + " least (1 or later) to the greatest"),
  /** An attribute that the rest of its annotation makes idle. */
  TRAINING_WITHOUT_EFFECT(
      "LAM144", "%s of @Training has no effect with %s; remove it, or change that"),
  /** Blocks in blocks in blocks. */
  NESTED_TOO_DEEPLY(
      "LAM146",
      "the block at %s makes more than %s blocks that lie in one another; put some of their layers side"
          + " by side"),
  /** An option of the processor with a name that nothing has. */
  UNKNOWN_OPTION("LAM191", "-A%s=%s names nothing; the names are %s"),
  /** A generated file that is in the way or has no room. */
  CANNOT_WRITE(
      "LAM192",
      "the class compiled from %s cannot be written: %s; remove what is in its place, or rename the"
          + " network"),
  /** The registration of networks is in another processor's hands. */
  CANNOT_REGISTER(
      "LAM193",
      "the networks cannot be registered in %s: %s; keep other processors and resources from"
          + " providing that file"),
  /** A fault of the compiler. */
  INTERNAL_ERROR(
      "LAM190",
      "internal error while compiling %s: %s at %s; this is a fault of Lamina, not of the"
          + " declaration: please report it as an issue of Lamina's repository, with these lines:\n"
          + "%s\n%s"),
  /** A convolution whose input channels or filters its groups do not divide. */
  GROUPS_DO_NOT_DIVIDE(
      "LAM201", "groups = %s of %s does not divide its %s %s; the nearest that do: %s"),
  /** A window that does not fit the network's input. */
  KERNEL_LARGER_THAN_INPUT(
      "LAM202",
      "kernel = %s of %s is larger than its input: %s pixels with padding %s make %s; use a kernel"
          + " of at most %s, or padding of at least %s"),
  /** A window that does not fit what earlier layers have left of the map. */
  MAP_SHRINKS_TO_NOTHING(
      "LAM203",
      "nothing is left of the map at %s: its kernel = %s does not fit the %s pixels that come in"
          + " (padding %s), after %s; remove a stride there, or pool globally earlier"),
  /** A layer over feature maps that gets a vector. */
  MAP_EXPECTED(
      "LAM204",
      "%s needs a feature map but gets a vector of %s features; place it before the global pooling"),
  /** A linear layer over a feature map. */
  LINEAR_OVER_MAP(
      "LAM205",
      "%s needs a vector but gets a map of %s; put @GlobalAvgPool before it, which leaves %s"
          + " features"),
  /** A sum of branches that differ in shape. */
  SUM_OF_DIFFERENT_SHAPES(
      "LAM206",
      "the sum at %s adds different shapes: %s gives %s (channels from %s; %s), %s gives %s"
          + " (channels from %s; %s); give both the same filters and strides"),
  /** A concatenation of branches whose maps differ in size. */
  CONCAT_OF_DIFFERENT_SIZES(
      "LAM207",
      "the concatenation at %s joins maps of different size: %s gives %s (%s), %s gives %s (%s);"
          + " give both the same strides and paddings"),
  /** A network whose last layer does not give one logit a class. */
  WRONG_LOGITS(
      "LAM208",
      "the network has classes = %s but its last layer %s gives %s; end with %s, whose units are"
          + " %s by default"),
  /** A channel count that rounds down to nothing. */
  NO_CHANNELS(
      "LAM209", "%s leaves no channel of the %s that come in (from %s); use a larger compression"),
  /** Two parameters of one name. */
  DUPLICATE_PARAMETER(
      "LAM210",
      "the parameter of %s would be named %s in weight files, as that of %s is; give one of them"
          + " another @StateDict"),
  /** A value that no arena can hold. */
  TOO_LARGE("LAM211", "%s gives %s, which is %s elements; at most %s are possible: use %s"),
  /** Parameters that no arena can hold. */
  TOO_MANY_PARAMETERS(
      "LAM212",
      "the network would have %s parameters, and at most %s are possible; %s of them are in %s: use"
          + " fewer channels there"),
  /** Nothing to train. */
  NO_PARAMETERS(
      "LAM213",
      "%s has no parameters, so that there is nothing to train; add a layer that has some, such as"
          + " @Conv or @Linear");

  private final String id;
  private final String template;

  Message(String id, String template) {
    this.id = id;
    this.template = template;
  }

  /** Stable identifier, for example {@code LAM201}. */
  public String id() {
    return id;
  }

  /** The text with {@code %s} for each argument. */
  public String template() {
    return template;
  }

  /** The line that the user sees. */
  public String format(Object... arguments) {
    return "[" + id + "] " + String.format(java.util.Locale.ROOT, template, arguments);
  }
}
