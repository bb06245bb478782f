using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker.Grpc;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>A history of a case's orchestration, in the engine's own terms, as it is kept in the repository.</summary>
internal static class CaseHistory
{
    private static readonly JsonFormatter Format = new(JsonFormatter.Settings.Default.WithIndentation());

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "CaseWorkflow", "Histories");

    public static OrchestratorRequest Read(string name)
        => OrchestratorRequest.Parser.ParseJson(File.ReadAllText(Path.Combine(Folder, name)));

    public static string Text(OrchestratorRequest history) => Format.Format(history) + "\n";

    /// <summary>Runs the app's orchestrator over all that happened, as the worker does; what it then asks for is new.</summary>
    public static OrchestratorResponse Replay(OrchestratorRequest history) => Run(Convert.ToBase64String(history.ToByteArray()));

    private static OrchestratorResponse Run(string request)
    {
        var answer = GrpcOrchestrationRunner.LoadAndRun<CaseWorkflowInput, object>(request, static async (context, _) =>
        {
            await new CaseOrchestrator(ProcedureCatalogue.Shipped).RunAsync(context);
            return null;
        });
        return OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(answer));
    }
}
