using ChildProtection.Functions.Http;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Messaging;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Tests.Messaging;
using ChildProtection.Functions.Tests.Security;
using ChildProtection.Functions.Tests.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.Functions.Tests.Hosted;

/// <summary>What Program puts together, for hosts with some of the app's functions.</summary>
internal static class AppParts
{
    /// <summary>The app's services over a store that runs. Tokens are the tests' own; what would go to the bus goes to <paramref name="sent"/>.</summary>
    public static void AddApp(this FunctionsApplicationBuilder builder, StoreFixture store, SentNotifications sent, params (string Name, string Value)[] settings)
    {
        builder.Configuration.AddInMemoryCollection(settings.Append(("Tables:ConnectionString", store.ConnectionString)).Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        builder.Services.AddCases(builder.Configuration).AddMessaging(builder.Configuration).AddSecurity(Tokens.Settings()).AddHttpApi();
        builder.Services.AddSingleton<INotificationSender>(sent);
    }

    /// <summary>Who asks, and may they: around every function of HTTP, in the order of Program. <see cref="ClientProbe"/> is no part of the app and asks nobody.</summary>
    public static void UseGuards(this FunctionsApplicationBuilder builder)
    {
        builder.UseWhen<ProblemMiddleware>(context => context.GetHttpContext() is not null);
        builder.UseWhen<AuthenticationMiddleware>(IsGuarded);
        builder.UseWhen<AuthorizationMiddleware>(IsGuarded);
    }

    private static bool IsGuarded(FunctionContext context) => context.GetHttpContext() is not null && context.FunctionDefinition.Name != nameof(ClientProbe.Client);
}
