using Conformance.Hosts;

namespace Conformance;

public sealed class ActivityOnTheInProcessHost : ActivityTests<InProcessEngine>;

public sealed class ClientOnTheInProcessHost : ClientTests<InProcessEngine>;

public sealed class ContinueAsNewOnTheInProcessHost : ContinueAsNewTests<InProcessEngine>;

public sealed class DeterminismOnTheInProcessHost : DeterminismTests<InProcessEngine>;

public sealed class EventOnTheInProcessHost : EventTests<InProcessEngine>;

public sealed class FailureOnTheInProcessHost : FailureTests<InProcessEngine>;

public sealed class ManagementOnTheInProcessHost : ManagementTests<InProcessEngine>;

public sealed class PayloadOnTheInProcessHost : PayloadTests<InProcessEngine>;

public sealed class QueryOnTheInProcessHost : QueryTests<InProcessEngine>;

public sealed class RetryOnTheInProcessHost : RetryTests<InProcessEngine>;

public sealed class SubOrchestrationOnTheInProcessHost : SubOrchestrationTests<InProcessEngine>;

public sealed class SuspensionOnTheInProcessHost : SuspensionTests<InProcessEngine>;

public sealed class TimerOnTheInProcessHost : TimerTests<InProcessEngine>;

public sealed class VersionOnTheInProcessHost : VersionTests<InProcessEngine>;
