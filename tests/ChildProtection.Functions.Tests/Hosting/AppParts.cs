using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Authentication;
using ChildProtection.Functions.Access.Cursors;
using ChildProtection.Functions.Hosting;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Tests.Access.Authentication;
using ChildProtection.Functions.Tests.Notifications;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using LocalHost.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.Functions.Tests.Hosting;

/// <summary>What Program puts together, for hosts with some of the app's functions.</summary>
internal static class AppParts
{
    /// <summary>A clock that stands still where it begins: at the present. The engine is the simulator.</summary>
    public static readonly string[] SimulatedClock = ["--clock", "simulated"];

    /// <summary>The system's clock. The engine is the official extension, on that Azurite.</summary>
    public static string[] SystemClock(StoreFixture store) => ["--storage", store.ConnectionString];

    /// <summary>A host with the app's own entities on its bus, that does not run yet.</summary>
    public static FunctionsHost NewHost() => FunctionsHost.In(settings: new LocalHostSettings
    {
        BusEntities = Path.Combine(AppContext.BaseDirectory, "servicebus.entities.json"),
        Environment = new Dictionary<string, string> { ["ServiceBus"] = "{bus}" },
    });

    /// <summary>
    /// The app's services over a store that runs. Tokens are the tests' own; what would go to the bus goes to <paramref name="sent"/>.
    /// </summary>
    public static void AddApp(
        this FunctionsApplicationBuilder builder, StoreFixture store, SentNotifications sent, params (string Name, string Value)[] settings)
    {
        builder.Configuration.AddInMemoryCollection(
            settings
                .Append(("Tables:ConnectionString", store.ConnectionString))
                .Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        builder.Configuration.AddConfiguration(Tokens.Settings());
        builder.Services.AddApp(builder.Configuration);
        builder.Services.AddSingleton<INotificationSender>(sent);
    }

    /// <summary>As the app's own process calls its functions.</summary>
    public static void UseGeneratedExecutor(this FunctionsApplicationBuilder builder)
    {
        var worker = builder.Services.Last(service => service.ServiceType == typeof(IFunctionExecutor)).ImplementationType!;
        builder.Services.AddSingleton<IFunctionExecutor>(services => new AppExecutor(
            ActivatorUtilities.CreateInstance<DirectFunctionExecutor>(services),
            (IFunctionExecutor)ActivatorUtilities.CreateInstance(services, worker)));
    }

    /// <summary>
    /// Who asks, and may they: around every function of HTTP, in the order of Program. <see cref="ClientProbe"/> is no part of the app and
    /// asks nobody.
    /// </summary>
    public static void UseGuards(this FunctionsApplicationBuilder builder)
    {
        builder.UseGeneratedExecutor();
        builder.UseWhen<ProblemMiddleware>(context => context.GetHttpContext() is not null);
        builder.UseWhen<AuthenticationMiddleware>(IsGuarded);
        builder.UseWhen<AuthorizationMiddleware>(IsGuarded);
        builder.UseWhen<KnownQueryMiddleware>(IsGuarded);
        builder.UseWhen<CursorMiddleware>(IsGuarded);
    }

    private static bool IsGuarded(FunctionContext context) =>
        context.GetHttpContext() is not null && context.FunctionDefinition.Name != nameof(ClientProbe.Client);
}
