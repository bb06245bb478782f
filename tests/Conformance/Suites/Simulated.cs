using Conformance.Faults;
using Conformance.Hosts;

namespace Conformance.Simulated;

public sealed class Activity : ActivityTests<Simulator>;

public sealed class Client : ClientTests<Simulator>;

public sealed class ContinueAsNew : ContinueAsNewTests<Simulator>;

public sealed class Determinism : DeterminismTests<Simulator>;

public sealed class Event : EventTests<Simulator>;

public sealed class Failure : FailureTests<Simulator>;

public sealed class Management : ManagementTests<Simulator>;

public sealed class Payload : PayloadTests<Simulator>;

public sealed class Query : QueryTests<Simulator>;

public sealed class Retry : RetryTests<Simulator>;

public sealed class SubOrchestration : SubOrchestrationTests<Simulator>;

public sealed class Suspension : SuspensionTests<Simulator>;

public sealed class Timer : TimerTests<Simulator>;

public sealed class Version : VersionTests<Simulator>;

public sealed class WorkerFault(HarmedEngine<Simulator> engine) : WorkerFaultTests<Simulator>(engine);

public sealed class Signal : SignalTests<Simulator>;

public sealed class ScheduledStart : ScheduledStartTests<Simulator>;
