import type { Locator, Page } from '@playwright/test';
import { ReplicationPage } from './replication-page.ts';

/** The source settings as their user sees them. */
export class SourceSettings {
  readonly dialog: Locator;
  readonly testButton: Locator;
  readonly saveButton: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog', { name: '来源设置' });
    this.testButton = this.dialog.getByRole('button', { name: '测试连接' });
    this.saveButton = this.dialog.getByRole('button', { name: '保存并切换' });
  }

  /** By the replication page. */
  async open(): Promise<void> {
    const replication = new ReplicationPage(this.#page);
    await replication.open();
    await replication.button('来源设置').click();
    await this.dialog.getByText('先测试').waitFor();
  }

  async choosePostgres(addresses: string, user: string): Promise<void> {
    await this.dialog.getByText('PostgreSQL').click();
    await this.dialog.getByLabel('服务器地址').fill(addresses);
    await this.dialog.getByLabel('用户名').fill(user);
  }

  /** Files that are carried here, signed with this key. */
  async chooseFiles(publicKeyPath: string): Promise<void> {
    await this.dialog.getByText('变更文件', { exact: true }).click();
    await this.dialog.getByLabel('签名公钥').setInputFiles(publicKeyPath);
  }

  /** Types, and takes the first that is found. */
  async chooseArea(text: string, name: string): Promise<void> {
    await this.dialog.getByLabel('辖区', { exact: true }).fill(text);
    await this.dialog.getByRole('option', { name }).first().waitFor();
    await this.#page.keyboard.press('Enter');
  }

  async fillPassword(password: string): Promise<void> {
    await this.dialog.getByLabel('口令').fill(password);
  }

  /** Paths of files on this machine; '' for none. */
  async showCertificate(certificatePath: string, keyPath: string): Promise<void> {
    await this.dialog.getByLabel('客户端证书').fill(certificatePath);
    await this.dialog.getByLabel('客户端私钥').fill(keyPath);
  }

  /** Tries what the form holds, and answers the outcome of this step. */
  async tried(step: string): Promise<string> {
    await this.testButton.click();
    const line = this.dialog.getByRole('listitem').filter({ hasText: step });
    await line.waitFor({ timeout: 60_000 });
    return line.locator('.source-outcome').innerText();
  }
}
