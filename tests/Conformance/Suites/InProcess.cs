using Conformance.Hosts;

namespace Conformance.InProcess;

public sealed class Activity : ActivityTests<InProcessHost>;

public sealed class Client : ClientTests<InProcessHost>;

public sealed class ContinueAsNew : ContinueAsNewTests<InProcessHost>;

public sealed class Determinism : DeterminismTests<InProcessHost>;

public sealed class Event : EventTests<InProcessHost>;

public sealed class Failure : FailureTests<InProcessHost>;

public sealed class Management : ManagementTests<InProcessHost>;

public sealed class Payload : PayloadTests<InProcessHost>;

public sealed class Query : QueryTests<InProcessHost>;

public sealed class Retry : RetryTests<InProcessHost>;

public sealed class SubOrchestration : SubOrchestrationTests<InProcessHost>;

public sealed class Suspension : SuspensionTests<InProcessHost>;

public sealed class Timer : TimerTests<InProcessHost>;

public sealed class Version : VersionTests<InProcessHost>;
