using Conformance.Faults;
using Conformance.Hosts;

namespace Conformance.Official;

public sealed class Activity : ActivityTests<OfficialOnAzurite>;

public sealed class Client : ClientTests<OfficialOnAzurite>;

public sealed class ContinueAsNew : ContinueAsNewTests<OfficialOnAzurite>;

public sealed class Determinism : DeterminismTests<OfficialOnAzurite>;

public sealed class Event : EventTests<OfficialOnAzurite>;

public sealed class Failure : FailureTests<OfficialOnAzurite>;

public sealed class Management : ManagementTests<OfficialOnAzurite>;

public sealed class Payload : PayloadTests<OfficialOnAzurite>;

public sealed class Query : QueryTests<OfficialOnAzurite>;

public sealed class Retry : RetryTests<OfficialOnAzurite>;

public sealed class SubOrchestration : SubOrchestrationTests<OfficialOnAzurite>;

public sealed class Suspension : SuspensionTests<OfficialOnAzurite>;

public sealed class Timer : TimerTests<OfficialOnAzurite>;

public sealed class Version : VersionTests<OfficialOnAzurite>;

public sealed class WorkerFault(HarmedEngine<OfficialOnAzurite> engine) : WorkerFaultTests<OfficialOnAzurite>(engine);

public sealed class Signal : SignalTests<OfficialOnAzurite>;

public sealed class ScheduledStart : ScheduledStartTests<OfficialOnAzurite>;
