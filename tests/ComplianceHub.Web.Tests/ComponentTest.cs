using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace ComplianceHub.Web.Tests;

/// <summary>Renders components as the server does, at 09:06 UTC of 23 November 2026.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        Services.AddMudServices();
        Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 6, 0, TimeSpan.Zero))));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }
}
