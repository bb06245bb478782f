using System.Runtime.InteropServices;
using LocalHost.Hosting;

var stop = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
try
{
    if (args is ["--help"] or ["-h"])
        Console.WriteLine(CommandLine.Usage);
    else
        await HostRun.RunAsync(CommandLine.Read(args), stop.Token);
    return 0;
}
catch (HostStartException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
